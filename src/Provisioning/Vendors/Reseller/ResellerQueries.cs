using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;
using Provisioning.Secrets;

namespace Provisioning.Vendors.Reseller;

/// <summary>The vendor's queries, as data.</summary>
public static class ResellerQueries
{
    private const string BalancePath = "services/rest/admin/balance";

    /// <summary>The names of the credentials in the forms of admin calls.</summary>
    internal static readonly Dictionary<string, string> AdminNames =
        new() { ["resellerName"] = "reseller", ["resellerPassword"] = "password" };

    private static readonly Question<ResellerCustomerUserRequest> s_balanceOfUser =
        Balance<ResellerCustomerUserRequest>(static request => request.Customer);

    private static readonly Question<ResellerCustomerUserRequest> s_firstUser =
        Messages<ResellerCustomerUserRequest>(static request => request.UserName, static request => request.Password);

    private static readonly Question<ResellerCustomerRequest> s_balance = Balance<ResellerCustomerRequest>(static request => request.Name);
    private static readonly Question<ResellerCreditRequest> s_balanceOfCredit =
        Balance<ResellerCreditRequest>(static request => request.Customer);

    private static readonly Question<ResellerUserRequest> s_user =
        Messages<ResellerUserRequest>(static request => request.UserName, static request => request.Password);

    private static readonly Finding s_there = Finding.There(vendorId: null, description: null, differences: string.Empty);

    // The call needs a customer. Whether this one exists does not matter: the vendor answers that only to credentials that it accepts.
    private const string AnyCustomer = "provisioning-connection-test";

    /// <summary>Tests a connection: gets the balance of a customer that need not exist.</summary>
    public static QueryDefinition<ConnectionTestRequest, string> TestConnection { get; } = new()
    {
        Vendor = ResellerVendor.Description,
        Name = "Connection.Test",
        Document = "Reseller API, admin/balance (the vendor's public documentation)",

        // GET is documented too, but it would put the password into the address.
        Method = HttpMethod.Post,
        Path = static (_, _) => BalancePath,
        Fields = new FieldList<ConnectionTestRequest> { { "customer", static _ => AnyCustomer } }.WithCredentialNames(AdminNames),
        ReadItems = static (_, json) => IsAccepted(json)
            ? new PageOfItems<string>(["The vendor accepted the reseller's name and password (POST admin/balance)."])
            : null,
        FindRefusal = static answer => IsAccepted(answer.Json) ? null : ResellerAnswers.ReadSuccess(answer, "customerId"),
        ReadRefusal = ResellerAnswers.ReadRefusal,
    };

    /// <summary>Reads the balance of a customer. It is an error if the customer is not there, or belongs to another reseller.</summary>
    public static QueryDefinition<ResellerCustomerQuery, ResellerCustomerBalance> ReadCustomer { get; } = new()
    {
        Vendor = ResellerVendor.Description,
        Name = "Customer.Read",
        Document = "Reseller API, admin/balance (the vendor's public documentation)",
        Method = HttpMethod.Post,
        Path = static (_, _) => BalancePath,
        Fields = new FieldList<ResellerCustomerQuery> { { "customer", static request => request.Name } }.WithCredentialNames(AdminNames),
        Rules = new FieldList<ResellerCustomerQuery>
        {
            { "customer", static request => request.Name, Rule.Required, Rule.NoSpaces },
        },
        ReadItems = static (request, json) => json is JObject body && body.Int32("status") == ResellerAnswers.Ok
            ? new PageOfItems<ResellerCustomerBalance>([ResellerCustomerBalance.Read(request, body)])
            : null,
        FindRefusal = static answer => answer.Json.Int32("status") == ResellerAnswers.Ok ? null : ResellerAnswers.ReadOfCustomer(answer),
        ReadRefusal = ResellerAnswers.ReadRefusal,
    };

    /// <summary>Describes the balance of a customer; null if the vendor did not say.</summary>
    internal static async Task<string?> DescribeBalanceAsync(Inquiry<ResellerCreditRequest> inquiry)
    {
        string name = inquiry.Request.Customer!;
        if (await inquiry.AskAsync(s_balanceOfCredit).ConfigureAwait(false) is not { } answer)
            return null;
        return answer.Json.Int32("status") switch
        {
            ResellerAnswers.NoSuchCustomer => $"the vendor has no customer '{name}'",
            ResellerAnswers.OtherResellersCustomer => $"the customer '{name}' belongs to another reseller",
            _ => $"the customer '{name}' has {answer.Json.Text("credits") ?? "an unknown number of"} credits",
        };
    }

    /// <summary>
    /// Finds a customer that was created with its first user: the customer by its name, and then the user, who must have the row's password.
    /// </summary>
    internal static Look<ResellerCustomerUserRequest> FindCustomerUser { get; } = new()
    {
        Recall = static recorded => new ResellerCustomerUserRequest
        {
            Customer = recorded.Name("customer"),
            UserName = recorded.Name("username"),
        },
        FindAsync = static async inquiry =>
        {
            string name = inquiry.Request.Customer!;
            if (await inquiry.AskAsync(s_balanceOfUser).ConfigureAwait(false) is not { } answer)
                return Finding.Unanswered;
            if (Judge(answer, name) is { } found)
                return found;
            if (inquiry.Recorded is not null)
            {
                return Finding.Unclear(
                    $"The vendor has the customer '{name}'. Only the password of its user shows whether it is the row's: run the row again.");
            }

            if (await inquiry.AskAsync(s_firstUser).ConfigureAwait(false) is not { } user)
                return Finding.Unanswered;
            return JudgeUser(user, inquiry.Request.UserName!, isThere: $"The vendor has the customer '{name}', and ");
        },
    };

    /// <summary>Finds a customer by its name. It is the row's if it was not there before the first call.</summary>
    internal static Look<ResellerCustomerRequest> FindCustomer { get; } = new()
    {
        IsNeededBeforeFirstCall = true,
        Recall = static recorded => new ResellerCustomerRequest { Name = recorded.Name("customer") },
        FindAsync = static async inquiry =>
        {
            string name = inquiry.Request.Name!;
            if (await inquiry.AskAsync(s_balance).ConfigureAwait(false) is not { } answer)
                return Finding.Unanswered;
            return Judge(answer, name) ?? (inquiry.WasAbsent
                ? Finding.Ours(vendorId: null)
                : Finding.Unclear($"The vendor has the customer '{name}', and nothing shows who created it."));
        },
    };

    /// <summary>Finds a user, who must have the row's password.</summary>
    internal static Look<ResellerUserRequest> FindUser { get; } = new()
    {
        FindAsync = static async inquiry => await inquiry.AskAsync(s_user).ConfigureAwait(false) is not { } answer
            ? Finding.Unanswered
            : answer.Json.Int32("status") == ResellerAnswers.NoSuchUser
                ? Finding.Absent
                : JudgeUser(answer, inquiry.Request.UserName!, isThere: string.Empty),
    };

    /// <summary>Finds a customer by its name, whoever created it. The vendor shows nothing of it but its credits.</summary>
    internal static Look<ResellerCustomerRequest> FindExistingCustomer { get; } = new()
    {
        FindAsync = static async inquiry => await inquiry.AskAsync(s_balance).ConfigureAwait(false) is not { } answer
            ? Finding.Unanswered
            : Judge(answer, inquiry.Request.Name!) ?? s_there,
    };

    /// <summary>Finds a customer by its name, and else the user, whose name may be taken as well.</summary>
    internal static Look<ResellerCustomerUserRequest> FindExistingCustomerUser { get; } = new()
    {
        FindAsync = static async inquiry =>
        {
            if (await inquiry.AskAsync(s_balanceOfUser).ConfigureAwait(false) is not { } answer)
                return Finding.Unanswered;
            if ((Judge(answer, inquiry.Request.Customer!) ?? s_there) is { Kind: not FindingKind.Absent } found)
                return found;
            return await inquiry.AskAsync(s_firstUser).ConfigureAwait(false) is not { } user
                ? Finding.Unanswered
                : JudgeExistingUser(user) is { Kind: FindingKind.There }
                    ? Finding.Unclear($"The vendor does not have the customer, but the user '{inquiry.Request.UserName}'.")
                    : Finding.Absent;
        },
    };

    /// <summary>Finds a user by its name, whoever created it.</summary>
    internal static Look<ResellerUserRequest> FindExistingUser { get; } = new()
    {
        FindAsync = static async inquiry =>
            await inquiry.AskAsync(s_user).ConfigureAwait(false) is { } answer ? JudgeExistingUser(answer) : Finding.Unanswered,
    };

    private static Finding JudgeExistingUser(Answer answer) => answer.Json.Int32("status") switch
    {
        ResellerAnswers.NoSuchUser => Finding.Absent,
        ResellerAnswers.UserHasAnotherPassword => Finding.There(vendorId: null, description: null, "the password is another one"),
        _ => s_there,
    };

    private static Question<TRequest> Balance<TRequest>(Func<TRequest, string?> customer) => new(
        static _ => BalancePath,
        ResellerAnswers.ReadStatus(ResellerAnswers.Ok, ResellerAnswers.NoSuchCustomer, ResellerAnswers.OtherResellersCustomer))
    {
        Fields = new FieldList<Inquiry<TRequest>> { { "customer", inquiry => customer(inquiry.Request) } }.WithCredentialNames(AdminNames),
    };

    // The inbox of a user. Its answer shows whether the password is the user's.
    private static Question<TRequest> Messages<TRequest>(Func<TRequest, string?> userName, Func<TRequest, Secret?> password) => new(
        static _ => "services/rest/user/messages",
        ResellerAnswers.ReadStatus(
            ResellerAnswers.Ok, ResellerAnswers.UserHasAnotherPassword, ResellerAnswers.NoSuchUser, ResellerAnswers.NotActivated))
    {
        Fields = new FieldList<Inquiry<TRequest>>
        {
            { "username", inquiry => userName(inquiry.Request) },
            { "password", inquiry => password(inquiry.Request) },
            { "since", static inquiry => inquiry.Now.ToString(CultureInfo.InvariantCulture) },
        },
        HasCredentials = false,
    };

    // Null if the customer is there and belongs to this reseller.
    private static Finding? Judge(Answer answer, string name) => answer.Json.Int32("status") switch
    {
        ResellerAnswers.NoSuchCustomer => Finding.Absent,
        ResellerAnswers.OtherResellersCustomer => Finding.Unclear($"The customer '{name}' belongs to another reseller."),
        _ => null,
    };

    private static Finding JudgeUser(Answer answer, string userName, string isThere) => answer.Json.Int32("status") switch
    {
        ResellerAnswers.Ok or ResellerAnswers.NotActivated => Finding.Ours(vendorId: null),
        ResellerAnswers.NoSuchUser => Finding.Unclear($"{isThere}no user '{userName}': it is somebody else's, or only half of it was created."),
        _ => Finding.Unclear($"{isThere}the user '{userName}' with another password than the row's."),
    };

    private static bool IsAccepted(JToken? json) => json.Int32("status") is ResellerAnswers.Ok
        or ResellerAnswers.NoSuchCustomer
        or ResellerAnswers.OtherResellersCustomer;
}
