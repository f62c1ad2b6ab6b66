using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Operations;
using Provisioning.Vendors.Reseller;

namespace Provisioning.Cmdlets.Commands.Reseller;

/// <summary>Creates users in reseller customers that exist.</summary>
[Cmdlet(VerbsCommon.New, "ResellerUser", SupportsShouldProcess = true)]
[OutputType(typeof(ResellerUser))]
public sealed class NewResellerUserCommand : NewResourceCommand<ResellerUserRequest, ResellerUser>
{
    /// <summary>The user's name, without spaces. Required. It is the natural key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? UserName { get; set; }

    /// <summary>The user's password: text or a SecureString. Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SecretCell]
    public Secret? Password { get; set => field = Bound(value); }

    /// <summary>The vendor's id of the customer: 24 hexadecimal digits. Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? CustomerId { get; set; }

    /// <summary>The user's e-mail address. Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Email { get; set; }

    /// <summary>The user's phone number: only '+', spaces and digits. Required.</summary>
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
