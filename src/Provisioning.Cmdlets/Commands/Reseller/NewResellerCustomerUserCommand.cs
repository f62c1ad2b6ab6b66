using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Operations;
using Provisioning.Vendors.Reseller;

namespace Provisioning.Cmdlets.Commands.Reseller;

/// <summary>Creates reseller customers, each with its first user, in one call.</summary>
[Cmdlet(VerbsCommon.New, "ResellerCustomerUser", SupportsShouldProcess = true)]
[OutputType(typeof(ResellerCustomerUser))]
public sealed class NewResellerCustomerUserCommand : NewResourceCommand<ResellerCustomerUserRequest, ResellerCustomerUser>
{
    /// <summary>The user's contact name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ContactName { get; set; }

    /// <summary>The user's e-mail address; a valid one where it is given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Email { get; set; }

    /// <summary>The user's name, without spaces. Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? UserName { get; set; }

    /// <summary>The user's password: text or a SecureString. Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SecretCell]
    public Secret? Password { get; set => field = Bound(value); }

    /// <summary>The customer's name, without spaces; it must not exist yet. Required. It is the natural key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Customer { get; set; }

    /// <summary>The user's phone number: only '+', spaces and digits.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? PhoneNumber { get; set; }

    /// <summary>Whether free credits are added to the account. Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BooleanCell]
    public bool? ApplyFreeCredits { get; set => field = Bound(value); }

    /// <inheritdoc/>
    protected override OperationDefinition<ResellerCustomerUserRequest, ResellerCustomerUser> Definition => ResellerOperations.CreateCustomerUser;

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
