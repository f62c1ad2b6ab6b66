using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Operations;
using Provisioning.Secrets;
using Provisioning.Vendors.Reseller;

namespace Provisioning.Cmdlets.Commands.Reseller;

/// <summary>Creates users of existing reseller customers.</summary>
/// <remarks>
/// <para>Creates one user per row with POST services/rest/user/create. Connect first with Connect-ResellerService.</para>
/// </remarks>
/// <notes>
/// <para>The call, its fields and its statuses are from the vendor's public documentation. The user's name is the natural key.</para>
/// <para>
/// If a call was sent and no readable answer came back, the vendor is asked for the user with the row's password (user/messages). A user with
/// that password is the row's (Recovered), unless the journal knows otherwise. If there is no such user, repeatedly and after the
/// -SettlingTimeSec of the connection, the same call is made again (Created). Otherwise the row fails with OutcomeUnknown.
/// </para>
/// </notes>
/// <example>
/// <para>Create a user of a customer whose ID you know</para>
/// <code>
/// Connect-ResellerService harborline $env:RESELLER_PASSWORD -BaseUri http://127.0.0.1:5080/reseller/
/// $user = @{ UserName = 'dispatch@koalacouriers'; Email = 'dispatch@koalacouriers.example'; PhoneNumber = '+61 2 5550 0134' }
/// New-ResellerUser -CustomerId f1a2b3c4d5e6f7a8b9c0d1e2 -Password $env:NEW_USER_PASSWORD @user
/// </code>
/// </example>
/// <example>
/// <para>Create a customer and a user of it</para>
/// <code>
/// $user = @{ UserName = 'lagoonsurf'; Email = 'keanu@lagoonsurf.example'; PhoneNumber = '+1 808 555 0163' }
/// New-ResellerCustomer -Name LagoonSurf |
///     Select-Object CustomerId |
///     New-ResellerUser -Password $env:NEW_USER_PASSWORD @user
/// </code>
/// <para>The customer's ID binds by property name.</para>
/// </example>
/// <example>
/// <para>Create users with keys of your own</para>
/// <code>
/// $rows = @'
/// OperationKey,customerId,username,password,email,phoneNumber
/// T-1001,f1a2b3c4d5e6f7a8b9c0d1e2,ingrid,Sample-Passphrase-31,ingrid@fjordkaffe.example,+47 22 00 01 88
/// T-1002,f1a2b3c4d5e6f7a8b9c0d1e2,sindre,Sample-Passphrase-32,sindre@fjordkaffe.example,+47 22 00 01 89
/// '@ | ConvertFrom-Csv
/// $rows | New-ResellerUser | Format-Table UserName, UserId, Outcome
/// Get-ProvisioningOperation -Key T-100*
/// </code>
/// </example>
/// <seealso href="Connect-ResellerService"/>
/// <seealso href="New-ResellerCustomer"/>
[Cmdlet(VerbsCommon.New, "ResellerUser", SupportsShouldProcess = true)]
[OutputType(typeof(ResellerUser))]
public sealed class NewResellerUserCommand : NewResourceCommand<ResellerUserRequest, ResellerUser>
{
    /// <summary>The user's name, without spaces. A value is required in each row. It is the natural key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? UserName { get; set; }

    /// <summary>The user's password: text or a SecureString. A value is required in each row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SecretCell]
    public Secret? Password { get; set => field = Bound(value); }

    /// <summary>The vendor's ID of the customer: 24 hexadecimal digits. A value is required in each row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? CustomerId { get; set; }

    /// <summary>The user's valid e-mail address. A value is required in each row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Email { get; set; }

    /// <summary>The user's phone number: only '+', spaces and digits. A value is required in each row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? PhoneNumber { get; set; }

    /// <inheritdoc/>
    protected override OperationDefinition<ResellerUserRequest, ResellerUser> Definition => ResellerOperations.CreateUser;

    /// <inheritdoc/>
    protected override ResellerUserRequest CreateRequest() => new()
    {
        UserName = UserName,
        Password = Password,
        CustomerId = CustomerId,
        Email = Email,
        PhoneNumber = PhoneNumber,
    };
}
