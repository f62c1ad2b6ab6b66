using System;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Completion;
using Provisioning.Operations;
using Provisioning.Vendors.SafeMobi;

namespace Provisioning.Cmdlets.Commands.SafeMobi;

/// <summary>Creates SafeMobi accounts.</summary>
[Cmdlet(VerbsCommon.New, "SafeMobiAccount", SupportsShouldProcess = true)]
[OutputType(typeof(SafeMobiAccount))]
public sealed class NewSafeMobiAccountCommand : NewResourceCommand<SafeMobiAccountRequest, SafeMobiAccount>
{
    /// <summary>Your own id for the account, up to 250 characters. It is the natural key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ExternalId { get; set; }

    /// <summary>The first name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? FirstName { get; set; }

    /// <summary>The last name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? LastName { get; set; }

    /// <summary>The e-mail address.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Email { get; set; }

    /// <summary>The password: text or a SecureString.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SecretCell]
    public Secret? Password { get; set => field = Bound(value); }

    /// <summary>The kind of account: Basic or Premium. Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EnumCell(typeof(SafeMobiAccountType))]
    [ArgumentCompleter(typeof(EnumCompleter<SafeMobiAccountType>))]
    public SafeMobiAccountType? Type { get; set => field = Bound(value); }

    /// <summary>The number of the plan. Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Int32Cell]
    public int? AccountPlanId { get; set => field = Bound(value); }

    /// <summary>The parent account. The vendor requires it for Basic accounts of resellers that may create Premium ones; only you know whether that is so.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [GuidCell]
    public Guid? ParentAccountId { get; set => field = Bound(value); }

    /// <summary>For Premium accounts, and required there: a hashtable, an object or JSON with CompanyShortName, CompanyFullName, MobileDomain and ControlPanelDomains. The flat parameters below go before it.</summary>
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
