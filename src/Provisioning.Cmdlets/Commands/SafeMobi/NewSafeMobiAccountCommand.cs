using System;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Completion;
using Provisioning.Operations;
using Provisioning.Secrets;
using Provisioning.Vendors.SafeMobi;

namespace Provisioning.Cmdlets.Commands.SafeMobi;

/// <summary>Creates SafeMobi accounts.</summary>
/// <remarks>
/// <para>Creates one account a row by PUT accounts. Connect first with Connect-SafeMobiService.</para>
/// </remarks>
/// <notes>
/// <para>Documented by the vendor: the fields, which are required, the length of -ExternalId, and that the premium account info is for Premium accounts only and required there. That the call is a PUT is from its public help page. An answer with Success false is a failure, whatever its HTTP status; its messages are shown whole.</para>
/// <para>Assumed: -ExternalId is the natural key. A row without it cannot be recognised on a second run, and a warning says so: give -OperationKey. Whether -ParentAccountId is required depends on the API key, so it is optional here, and the vendor's message is passed on.</para>
/// <para>The vendor documents no way to look an account up. A call that left and was not answered readably is reported as OutcomeUnknown: look in the vendor's portal, then settle it with Resolve-ProvisioningOperation.</para>
/// </notes>
/// <example>
/// <para>Create the accounts of a CSV file</para>
/// <code>
/// Connect-SafeMobiService -AccountName main -BaseUri http://127.0.0.1:5080/safemobi/ -Token $env:SAFEMOBI_TOKEN
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// Import-Csv (Join-Path $examples safemobi.csv) | New-SafeMobiAccount
/// </code>
/// </example>
/// <example>
/// <para>Create a Basic account under a parent</para>
/// <code>
/// New-SafeMobiAccount -ExternalId crm-20882 -Type Basic -AccountPlanId 1 -ParentAccountId 0f0f72c9-c216-41aa-841e-e096fc741f6f -Email sanne@grachtenfiets.example -Password $env:NEW_USER_PASSWORD
/// </code>
/// </example>
/// <example>
/// <para>Create a Premium account</para>
/// <code>
/// $info = @{ CompanyShortName = 'Savannah'; CompanyFullName = 'Savannah Hotels Group (Pty) Ltd'; MobileDomain = 'm.savannah-hotels.example' }
/// New-SafeMobiAccount -ExternalId crm-20884 -Type Premium -AccountPlanId 3 -PremiumAccountInfo $info -ControlPanelDomains cp.savannah-hotels.example
/// </code>
/// </example>
/// <example>
/// <para>Leave the journal out of a trial</para>
/// <code>
/// New-SafeMobiAccount -ExternalId trial-1 -Type Basic -AccountPlanId 1 -NoJournal
/// </code>
/// <para>Nothing remembers this account: the same line again creates a second one.</para>
/// </example>
/// <seealso href="Connect-SafeMobiService"/>
/// <seealso href="Resolve-ProvisioningOperation"/>
[Cmdlet(VerbsCommon.New, "SafeMobiAccount", SupportsShouldProcess = true)]
[OutputType(typeof(SafeMobiAccount))]
public sealed class NewSafeMobiAccountCommand : NewResourceCommand<SafeMobiAccountRequest, SafeMobiAccount>
{
    /// <summary>Your own id for the account, up to 250 characters. It is the natural key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ExternalId { get; set; }

    /// <summary>The first name of the account's user.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? FirstName { get; set; }

    /// <summary>The last name of the account's user.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? LastName { get; set; }

    /// <summary>The e-mail address of the account's user.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Email { get; set; }

    /// <summary>The password of the account's user: text or a SecureString.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SecretCell]
    public Secret? Password { get; set => field = Bound(value); }

    /// <summary>The kind of account: Basic or Premium. Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EnumCell(typeof(SafeMobiAccountType))]
    [ArgumentCompleter(typeof(EnumCompleter<SafeMobiAccountType>))]
    public SafeMobiAccountType? Type { get; set => field = Bound(value); }

    /// <summary>The number of the account plan, a whole number. Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Int32Cell]
    public int? AccountPlanId { get; set => field = Bound(value); }

    /// <summary>The parent account, a GUID. The vendor requires it for Basic accounts of resellers that may create Premium ones; only you know whether that is so.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [GuidCell]
    public Guid? ParentAccountId { get; set => field = Bound(value); }

    /// <summary>For Premium accounts only, and required there: a hashtable, an object or JSON with CompanyShortName, CompanyFullName, MobileDomain and ControlPanelDomains. The flat parameters of these names go before it, and any one of them is enough.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ObjectCell(typeof(SafeMobiPremiumAccountInfo))]
    public SafeMobiPremiumAccountInfo? PremiumAccountInfo { get; set => field = Bound(value); }

    /// <summary>The short name of the company. For Premium accounts only.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? CompanyShortName { get; set; }

    /// <summary>The full name of the company. For Premium accounts only.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? CompanyFullName { get; set; }

    /// <summary>The mobile domain. For Premium accounts only.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? MobileDomain { get; set; }

    /// <summary>The control panel's domains, as one text. For Premium accounts only.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ControlPanelDomains { get; set; }

    /// <inheritdoc/>
    protected override OperationDefinition<SafeMobiAccountRequest, SafeMobiAccount> Definition => SafeMobiOperations.CreateAccount;

    /// <inheritdoc/>
    protected override SafeMobiAccountRequest CreateRequest() => new()
    {
        ExternalId = ExternalId,
        FirstName = FirstName,
        LastName = LastName,
        Email = Email,
        Password = Password,
        Type = Type,
        AccountPlanId = AccountPlanId,
        ParentAccountId = ParentAccountId,
        CompanyShortName = OrElse(CompanyShortName, PremiumAccountInfo?.CompanyShortName),
        CompanyFullName = OrElse(CompanyFullName, PremiumAccountInfo?.CompanyFullName),
        MobileDomain = OrElse(MobileDomain, PremiumAccountInfo?.MobileDomain),
        ControlPanelDomains = OrElse(ControlPanelDomains, PremiumAccountInfo?.ControlPanelDomains),
    };
}
