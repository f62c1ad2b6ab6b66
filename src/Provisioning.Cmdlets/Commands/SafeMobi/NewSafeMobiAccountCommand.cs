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
/// <para>Creates one account per row with PUT accounts. Connect first with Connect-SafeMobiService.</para>
/// </remarks>
/// <notes>
/// <para>
/// Documented by the vendor: the fields, which of them are required, the length of -ExternalId, and that the premium account info is for
/// Premium accounts only and required for them. The method PUT is from its public help page. An answer in which Success is false is a
/// failure, regardless of its HTTP status; its messages are shown in full.
/// </para>
/// <para>
/// Assumed: -ExternalId is the natural key. A row without it cannot be recognized in a second run, and a warning says so: specify
/// -OperationKey. Whether -ParentAccountId is required depends on the API key, so it is optional here, and the vendor's message is
/// reported.
/// </para>
/// <para>
/// If a call was sent and no readable answer came back, the vendor is asked for accounts with the row's ExternalId (GET accounts, from the
/// vendor's public help page). A single one with the row's type, e-mail address and parent is the row's (Recovered), unless the journal
/// knows otherwise. If there is none, repeatedly and after the -SettlingTimeSec of the connection, the same call is made again (Created).
/// Several, or one that differs, leave the row in doubt, with what was found. The vendor does not promise that an ExternalId is unique, so
/// it is also asked before a call that it turned away (429, 503) is repeated. A row without ExternalId cannot be looked up.
/// </para>
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
/// $user = @{ Email = 'sanne@grachtenfiets.example'; Password = $env:NEW_USER_PASSWORD }
/// $account = @{ ExternalId = 'crm-20882'; Type = 'Basic'; AccountPlanId = 1; ParentAccountId = '0f0f72c9-c216-41aa-841e-e096fc741f6f' }
/// New-SafeMobiAccount @account @user
/// </code>
/// </example>
/// <example>
/// <para>Create a Premium account</para>
/// <code>
/// $info = @{
///     CompanyShortName    = 'Savannah'
///     CompanyFullName     = 'Savannah Hotels Group (Pty) Ltd'
///     MobileDomain        = 'm.savannah-hotels.example'
///     ControlPanelDomains = 'cp.savannah-hotels.example'
/// }
/// New-SafeMobiAccount -ExternalId crm-20884 -Type Premium -AccountPlanId 3 -PremiumAccountInfo $info
/// </code>
/// </example>
/// <example>
/// <para>Run a trial without a journal</para>
/// <code>
/// New-SafeMobiAccount -ExternalId trial-1 -Type Basic -AccountPlanId 1 -NoJournal
/// </code>
/// <para>The account is not recorded: running the same command again creates a second one.</para>
/// </example>
/// <seealso href="Connect-SafeMobiService"/>
/// <seealso href="Resolve-ProvisioningOperation"/>
[Cmdlet(VerbsCommon.New, "SafeMobiAccount", SupportsShouldProcess = true)]
[OutputType(typeof(SafeMobiAccount))]
public sealed class NewSafeMobiAccountCommand : NewResourceCommand<SafeMobiAccountRequest, SafeMobiAccount>
{
    /// <summary>Your own ID for the account, up to 250 characters. It is the natural key.</summary>
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

    /// <summary>The type of account: Basic or Premium. A value is required in each row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EnumCell(typeof(SafeMobiAccountType))]
    [ArgumentCompleter(typeof(EnumCompleter<SafeMobiAccountType>))]
    public SafeMobiAccountType? Type { get; set => field = Bound(value); }

    /// <summary>The number of the account plan, a whole number. A value is required in each row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Int32Cell]
    public int? AccountPlanId { get; set => field = Bound(value); }

    /// <summary>
    /// The GUID of the parent account. The vendor requires it for Basic accounts of resellers that may create Premium accounts; the module
    /// cannot know whether that applies to you.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [GuidCell]
    public Guid? ParentAccountId { get; set => field = Bound(value); }

    /// <summary>
    /// For Premium accounts only, and required for them: a hashtable, an object or JSON with CompanyShortName, CompanyFullName,
    /// MobileDomain and ControlPanelDomains. The flat parameters with these names take precedence over it, and any one of them is
    /// sufficient.
    /// </summary>
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
