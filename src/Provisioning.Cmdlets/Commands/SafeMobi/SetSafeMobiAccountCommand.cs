using System;
using System.Collections.Generic;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Completion;
using Provisioning.Operations;
using Provisioning.Secrets;
using Provisioning.Vendors.SafeMobi;

namespace Provisioning.Cmdlets.Commands.SafeMobi;

/// <summary>Changes SafeMobi accounts: their fields, and whether they are active.</summary>
/// <remarks>
/// <para>
/// Sets those fields of an account that are specified, and its status with -Status. The vendor takes an account as a whole, so what is not
/// specified is read first, directly before it is written: a change that somebody else makes in between is overwritten. Setting what is set
/// already makes no difference.
/// </para>
/// <para>
/// An account from Get-SafeMobiAccount may be piped in. Its properties are then no changes: only what is specified with the command is one.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// From the vendor's public help page: POST accounts/{accountid}, and POST accounts/{accountid}/changeaccountstatus/{status}. A row with
/// fields and a status takes two calls, which the journal records one by one; if the second one fails, the error says that the first is
/// done. The page's sample of the update is wrapped in the envelope of an answer; the account alone is sent.
/// </para>
/// <para>
/// A Basic account can be Active or Disabled, a Premium account Active, Suspended or Canceled. The type is read first, and a status that
/// the account cannot have is refused before anything is sent. Canceled asks before each account, because the vendor documents no way back;
/// -Confirm:$false answers yes.
/// </para>
/// <para>A field cannot be emptied: an empty cell means that it stays as it is. The type of an account cannot be changed.</para>
/// </notes>
/// <example>
/// <para>Change the e-mail address of an account</para>
/// <code>
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// $accounts = Import-Csv (Join-Path $examples safemobi.csv) | New-SafeMobiAccount
/// Set-SafeMobiAccount -Id $accounts[0].Id -Email office@grachtenfiets.example
/// </code>
/// </example>
/// <example>
/// <para>See what would be switched off</para>
/// <code>
/// Get-SafeMobiAccount | Where-Object Type -EQ Basic | Set-SafeMobiAccount -Status Disabled -WhatIf
/// </code>
/// </example>
/// <example>
/// <para>Suspend the Premium accounts of a file</para>
/// <code>
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// $accounts = Import-Csv (Join-Path $examples safemobi.csv) | New-SafeMobiAccount
/// $accounts | Where-Object Type -EQ Premium | Set-SafeMobiAccount -Status Suspended
/// </code>
/// </example>
/// <seealso href="Get-SafeMobiAccount"/>
/// <seealso href="Get-SafeMobiAccountPlan"/>
[Cmdlet(VerbsCommon.Set, "SafeMobiAccount", SupportsShouldProcess = true)]
[OutputType(typeof(SafeMobiAccount))]
public sealed class SetSafeMobiAccountCommand : ChangeResourceCommand<SafeMobiAccountRequest, SafeMobiAccount>
{
    private Confirmation? _confirmation;
    private SafeMobiAccountRequest? _request;

    /// <summary>The vendor's ID of the account, a GUID. A value is required in each row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [GuidCell]
    public Guid? Id { get; set => field = Bound(value); }

    /// <summary>Your own ID for the account, up to 250 characters. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ExternalId { get; set; }

    /// <summary>The first name of the account's user. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? FirstName { get; set; }

    /// <summary>The last name of the account's user. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? LastName { get; set; }

    /// <summary>The e-mail address of the account's user. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Email { get; set; }

    /// <summary>The password of the account's user: text or a SecureString. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SecretCell]
    public Secret? Password { get; set => field = Bound(value); }

    /// <summary>The number of the account plan, a whole number: see Get-SafeMobiAccountPlan. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Int32Cell]
    public int? AccountPlanId { get; set => field = Bound(value); }

    /// <summary>The short name of the company, for Premium accounts only. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? CompanyShortName { get; set; }

    /// <summary>The full name of the company, for Premium accounts only. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? CompanyFullName { get; set; }

    /// <summary>The mobile domain, for Premium accounts only. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? MobileDomain { get; set; }

    /// <summary>The control panel's domains, as one text, for Premium accounts only. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ControlPanelDomains { get; set; }

    /// <summary>The GUID of the parent account. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [GuidCell]
    public Guid? ParentAccountId { get; set => field = Bound(value); }

    /// <summary>The status: Active, Disabled, Suspended or Canceled, according to the type. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EnumCell(typeof(SafeMobiAccountStatus))]
    [ArgumentCompleter(typeof(EnumCompleter<SafeMobiAccountStatus>))]
    public SafeMobiAccountStatus? Status { get; set => field = Bound(value); }

    /// <inheritdoc/>
    protected override OperationDefinition<SafeMobiAccountRequest, SafeMobiAccount> Definition => SafeMobiOperations.UpdateAccount;

    /// <inheritdoc/>
    protected override SafeMobiAccountRequest CreateRequest()
    {
        SafeMobiAccount? piped = Piped<SafeMobiAccount>();
        string? Change(string parameter, string? given, string? old) => Changed(piped is not null, parameter, given, old);
        bool hasStatus = piped is null || IsChange(nameof(Status), Status?.ToString(), piped.Status);
        return _request = new SafeMobiAccountRequest
        {
            Id = Id,
            ExternalId = Change(nameof(ExternalId), ExternalId, piped?.ExternalId),
            FirstName = Change(nameof(FirstName), FirstName, piped?.FirstName),
            LastName = Change(nameof(LastName), LastName, piped?.LastName),
            Email = Change(nameof(Email), Email, piped?.Email),
            CompanyShortName = Change(nameof(CompanyShortName), CompanyShortName, piped?.CompanyShortName),
            CompanyFullName = Change(nameof(CompanyFullName), CompanyFullName, piped?.CompanyFullName),
            MobileDomain = Change(nameof(MobileDomain), MobileDomain, piped?.MobileDomain),
            ControlPanelDomains = Change(nameof(ControlPanelDomains), ControlPanelDomains, piped?.ControlPanelDomains),
            Password = Password,
            AccountPlanId = piped is null || IsChange(nameof(AccountPlanId), AccountPlanId, piped.AccountPlanId) ? AccountPlanId : null,
            ParentAccountId = piped is null || IsChange(nameof(ParentAccountId), ParentAccountId, piped.ParentAccountId) ? ParentAccountId : null,
            Status = hasStatus ? Status : null,
        };
    }

    private protected override IReadOnlyList<OperationDefinition<SafeMobiAccountRequest, SafeMobiAccount>> Steps(SafeMobiAccountRequest request) =>
        (request.HasField, request.Status) switch
        {
            (true, not null) => [SafeMobiOperations.UpdateAccount, SafeMobiOperations.ChangeStatus],
            (false, not null) => [SafeMobiOperations.ChangeStatus],
            _ => base.Steps(request),
        };

    private protected override bool IsAgreed(string target) =>
        _request?.Status != SafeMobiAccountStatus.Canceled || (_confirmation ??= new Confirmation(this)).IsGiven(
            $"{target}: close the account? The vendor documents no way back.", "Cancel");
}
