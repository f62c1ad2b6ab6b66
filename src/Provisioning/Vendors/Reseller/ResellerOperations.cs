using System.Net.Http;
using Provisioning.Connections;
using Provisioning.Operations;

namespace Provisioning.Vendors.Reseller;

/// <summary>The vendor's operations, as data.</summary>
public static class ResellerOperations
{
    private const string Document = "Reseller API, customer-user/create";

    /// <summary>Creates a customer and its first user in one call.</summary>
    public static OperationDefinition<ResellerCustomerUserRequest, ResellerCustomerUser> CreateCustomerUser { get; } = new()
    {
        Vendor = ResellerVendor.Description,
        Kind = OperationKind.Create,
        Name = "CustomerUser.Create",
        Document = Document,
        Method = HttpMethod.Post,
        Path = static _ => "services/rest/customer-user/create",
        Encoding = BodyEncoding.Form,
        Fields = new FieldList<ResellerCustomerUserRequest>
        {
            { "contactName", static request => request.ContactName },
            { "email", static request => request.Email, Rule.EmailAddress },
            { "username", static request => request.UserName, Rule.Required, Rule.NoSpaces, Rule.NotDamaged },
            { "password", static request => request.Password, Rule.Required },
            { "customer", static request => request.Customer, Rule.Required, Rule.NoSpaces, Rule.NotDamaged },
            { "phoneNumber", static request => request.PhoneNumber, Rule.PhoneDigits },
            { "applyFreeCredits", static request => request.ApplyFreeCredits, Rule.Required },
        },
        Names = new() { { "customer", static request => request.Customer }, { "username", static request => request.UserName } },
        ReadSuccess = static answer => ResellerAnswers.ReadSuccess(answer, "customerId"),
        ReadRefusal = ResellerAnswers.ReadRefusal,
        Look = ResellerQueries.FindCustomerUser,
        LookForExisting = ResellerQueries.FindExistingCustomerUser,
        CreateResult = ResellerCustomerUser.Create,
    };

    /// <summary>
    /// Creates a customer alone. The vendor documents the fields; the path is an assumption, by analogy, which callers can override.
    /// </summary>
    public static OperationDefinition<ResellerCustomerRequest, ResellerCustomer> CreateCustomer { get; } = new()
    {
        Vendor = ResellerVendor.Description,
        Kind = OperationKind.Create,
        Name = "Customer.Create",
        Document = Document + " (second table: a customer alone)",
        Method = HttpMethod.Post,
        Path = static _ => "services/rest/customer/create",
        Encoding = BodyEncoding.Form,
        Fields = new FieldList<ResellerCustomerRequest>
        {
            { "name", static request => request.Name, Rule.Required, Rule.NoSpaces, Rule.NotDamaged },
            { "integrationId", static request => request.IntegrationId, Rule.NotDamaged },
            { "rotationAlgorithm", static request => request.RotationAlgorithm switch
                {
                    ResellerRotationAlgorithm.Conversation => "CONVERSATION",
                    ResellerRotationAlgorithm.MaxRotation => "MAX_ROTATION",
                    { } other => other.ToString(),
                    null => null,
                }, Rule.OneOf("CONVERSATION", "MAX_ROTATION") },
            { "billingType", static request => request.BillingType switch
                {
                    ResellerBillingType.PrePaid => "PRE_PAID",
                    ResellerBillingType.PostPaid => "POST_PAID",
                    { } other => other.ToString(),
                    null => null,
                }, Rule.OneOf("PRE_PAID", "POST_PAID") },
            { "moCharge", static request => request.MoCharge },
        },
        Names = new() { { "customer", static request => request.Name } },
        ReadSuccess = static answer => ResellerAnswers.ReadSuccess(answer, "customerId"),
        ReadRefusal = ResellerAnswers.ReadRefusal,
        Look = ResellerQueries.FindCustomer,
        LookForExisting = ResellerQueries.FindExistingCustomer,
        CreateResult = ResellerCustomer.Create,
    };

    /// <summary>Creates a user of an existing customer.</summary>
    public static OperationDefinition<ResellerUserRequest, ResellerUser> CreateUser { get; } = new()
    {
        Vendor = ResellerVendor.Description,
        Kind = OperationKind.Create,
        Name = "User.Create",
        Document = "Reseller API, user/create (the vendor's public documentation)",
        Method = HttpMethod.Post,
        Path = static _ => "services/rest/user/create",
        Encoding = BodyEncoding.Form,
        Fields = new FieldList<ResellerUserRequest>
        {
            { "username", static request => request.UserName, Rule.Required, Rule.NoSpaces, Rule.NotDamaged },
            { "password", static request => request.Password, Rule.Required },
            { "customerId", static request => request.CustomerId, Rule.Required, Rule.ObjectId },
            { "email", static request => request.Email, Rule.Required, Rule.EmailAddress },
            { "phoneNumber", static request => request.PhoneNumber, Rule.Required, Rule.PhoneDigits },
        },
        Names = new() { { "username", static request => request.UserName } },
        ReadSuccess = static answer => ResellerAnswers.ReadSuccess(answer, "userId"),
        ReadRefusal = ResellerAnswers.ReadRefusal,
        Look = ResellerQueries.FindUser,
        LookForExisting = ResellerQueries.FindExistingUser,
        CreateResult = ResellerUser.Create,
    };

    /// <summary>
    /// Adds credits to a customer, or takes them away. The vendor knows no reference: the same call twice adds twice, so it is never
    /// repeated. A person settles a doubt, and sees the balance before and after.
    /// </summary>
    public static OperationDefinition<ResellerCreditRequest, ResellerCredit> AddCredits { get; } = new()
    {
        Vendor = ResellerVendor.Description,
        Kind = OperationKind.Add,
        Name = "Credit.Add",
        Document = "Reseller API, admin/addCredits (the vendor's public documentation)",
        Method = HttpMethod.Post,
        Path = static _ => "services/rest/admin/addCredits",
        Encoding = BodyEncoding.Form,
        Fields = new FieldList<ResellerCreditRequest>
        {
            { "customer", static request => request.Customer, Rule.Required, Rule.NoSpaces, Rule.NotDamaged },
            { "creditsToAdd", static request => request.Credits, Rule.Required, Rule.Of("must not be 0", static value => (int)value != 0) },
        }.WithCredentialNames(ResellerQueries.AdminNames),

        // A customer may get credits many times, so nothing but the caller's own key tells one time from another.
        Names = [],
        ReadSuccess = ResellerAnswers.ReadOfCustomer,
        ReadRefusal = ResellerAnswers.ReadRefusal,
        ObserveAsync = ResellerQueries.DescribeBalanceAsync,
        CreateResult = ResellerCredit.Create,
    };
}
