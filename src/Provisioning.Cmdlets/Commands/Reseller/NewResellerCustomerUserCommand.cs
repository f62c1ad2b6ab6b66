using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Operations;
using Provisioning.Secrets;
using Provisioning.Vendors.Reseller;

namespace Provisioning.Cmdlets.Commands.Reseller;

/// <summary>Creates reseller customers, each with its first user, in one call.</summary>
/// <remarks>
/// <para>
/// Creates one customer with its first user per row, with POST services/rest/customer-user/create. The billing type is the reseller's own
/// setting. Connect first with Connect-ResellerService.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// Documented by the vendor (customer-user/create): the fields, which of them are required, and their rules. The statuses of the answer are
/// from its public documentation. An undocumented status leaves the operation in doubt. The customer's name is the natural key.
/// </para>
/// <para>
/// If a call was sent and no readable answer came back, or status 220 (to be activated), the vendor is asked for the customer (admin/balance)
/// and then for its user with the row's password (user/messages), from the vendor's public documentation. A customer of this reseller whose
/// user has that password is the row's (Recovered), unless the journal knows otherwise. If the vendor does not have it, repeatedly and after
/// the -SettlingTimeSec of the connection, the same call is made again (Created). Otherwise the row fails with OutcomeUnknown and what was
/// found.
/// </para>
/// </notes>
/// <example>
/// <para>Create the customers of a CSV file</para>
/// <code>
/// Connect-ResellerService harborline $env:RESELLER_PASSWORD -BaseUri http://127.0.0.1:5080/reseller/
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// Import-Csv (Join-Path $examples reseller.csv) | New-ResellerCustomerUser
/// </code>
/// </example>
/// <example>
/// <para>Create one customer</para>
/// <code>
/// $user = @{ UserName = 'sunsetyoga@harborline'; Password = $env:NEW_USER_PASSWORD; PhoneNumber = '+1 310 555 0111' }
/// New-ResellerCustomerUser -Customer SunsetYoga @user -ApplyFreeCredits no
/// </code>
/// </example>
/// <example>
/// <para>Create many customers, 32 in parallel</para>
/// <code>
/// $rows = 1..200 | ForEach-Object {
///     [pscustomobject]@{ customer = "Branch$_"; username = "branch$_"; password = $env:NEW_USER_PASSWORD; applyFreeCredits = 'no' }
/// }
/// $rows | New-ResellerCustomerUser -ThrottleLimit 32 | Group-Object Outcome -NoElement
/// </code>
/// </example>
/// <example>
/// <para>Run the same file again after an interruption</para>
/// <code>
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// Import-Csv (Join-Path $examples reseller.csv) | Select-Object -First 2 | New-ResellerCustomerUser
/// Import-Csv (Join-Path $examples reseller.csv) | New-ResellerCustomerUser | Format-Table Customer, CustomerId, Outcome
/// </code>
/// <para>The first two rows are returned as Replayed, without a call, and a warning counts them.</para>
/// </example>
/// <seealso href="Connect-ResellerService"/>
/// <seealso href="New-ResellerUser"/>
[Cmdlet(VerbsCommon.New, "ResellerCustomerUser", SupportsShouldProcess = true)]
[OutputType(typeof(ResellerCustomerUser))]
public sealed class NewResellerCustomerUserCommand : NewResourceCommand<ResellerCustomerUserRequest, ResellerCustomerUser>
{
    /// <summary>The user's contact name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ContactName { get; set; }

    /// <summary>The user's e-mail address. It must be valid if it is specified.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Email { get; set; }

    /// <summary>The user's name, without spaces. A value is required in each row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? UserName { get; set; }

    /// <summary>The user's password: text or a SecureString. A value is required in each row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SecretCell]
    public Secret? Password { get; set => field = Bound(value); }

    /// <summary>
    /// The customer's name, without spaces; it must not exist yet. A value is required in each row. It is the natural key.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Customer { get; set; }

    /// <summary>The user's phone number: only '+', spaces and digits.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? PhoneNumber { get; set; }

    /// <summary>Whether to add free credits to the account: true or false. A value is required in each row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BooleanCell]
    public bool? ApplyFreeCredits { get; set => field = Bound(value); }

    /// <inheritdoc/>
    protected override OperationDefinition<ResellerCustomerUserRequest, ResellerCustomerUser> Definition =>
        ResellerOperations.CreateCustomerUser;

    /// <inheritdoc/>
    protected override ResellerCustomerUserRequest CreateRequest() => new()
    {
        ContactName = ContactName,
        Email = Email,
        UserName = UserName,
        Password = Password,
        Customer = Customer,
        PhoneNumber = PhoneNumber,
        ApplyFreeCredits = ApplyFreeCredits,
    };
}
