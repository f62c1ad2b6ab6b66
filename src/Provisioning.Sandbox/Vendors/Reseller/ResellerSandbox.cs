using System;
using System.Collections.Generic;
using System.Globalization;
using Provisioning.Sandbox.State;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.Reseller;

/// <summary>The SMS platform's reseller calls: forms in, <c>{"status": N}</c> out, always with HTTP 200.</summary>
internal sealed class ResellerSandbox(SandboxState state) : IVendorSandbox
{
    private const long FreeCredits = 100;

    private readonly VendorLedger _ledger = state.Ledger("reseller");
    private readonly ResellerNames _names = new();

    public string Name => "reseller";

    public void Map(VendorRoutes routes)
    {
        Map(routes, ResellerOperation.CustomerUser, CreateCustomerUser);
        Map(routes, ResellerOperation.Customer, CreateCustomer);
        Map(routes, ResellerOperation.User, CreateUser);
        routes.Read("POST", PathOf(ResellerOperation.Balance), request => Process(ResellerOperation.Balance, request, GetBalance));
        routes.Change("POST", PathOf(ResellerOperation.AddCredits), request => Process(ResellerOperation.AddCredits, request, AddCredits));
        routes.Read("POST", PathOf(ResellerOperation.Messages), request => Process(ResellerOperation.Messages, request, GetMessages));
    }

    public void Reset() => _names.Clear();

    public VendorAnswer Refuse(SandboxRequest request, string message) => Failure(ResellerStatus.InvalidValue, message);

    public VendorAnswer RefuseToken(SandboxRequest request) =>
        VendorAnswer.Json(401, string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"status":{{(int)ResellerStatus.AuthenticationFailed}},"message":"Authentication failed."}"""));

    public VendorAnswer Fail(SandboxRequest request, string message) => VendorAnswer.Text(500, message);

    public VendorAnswer? AnswerStatus(int status) =>
        VendorAnswer.Json(200, string.Create(CultureInfo.InvariantCulture, $$"""{"status":{{status}}}"""));

    private static void Map(
        VendorRoutes routes, ResellerOperation operation, Func<Dictionary<string, string>, SandboxRequest, VendorAnswer> create) =>
        routes.Create("POST", PathOf(operation), request => Process(operation, request, create));

    private static string PathOf(ResellerOperation operation) => "services/rest/" + operation.Name;

    private static VendorAnswer Process(
        ResellerOperation operation,
        SandboxRequest request,
        Func<Dictionary<string, string>, SandboxRequest, VendorAnswer> process)
    {
        if (!request.IsForm)
            return Failure(ResellerStatus.MissingParameter, "The parameters must be sent as application/x-www-form-urlencoded.");
        if (!FormBody.TryParse(request.Body, out Dictionary<string, string> form, out string? problem))
            return Failure(ResellerStatus.InvalidValue, problem);
        if ((operation.Check(form) ?? CheckCaller(operation, form)) is { } broken)
            return Failure(broken.Status, broken.Message);
        return process(form, request);
    }

    private static (ResellerStatus Status, string Message)? CheckCaller(ResellerOperation operation, Dictionary<string, string> form)
    {
        if (operation.CallerField is null)
            return null;
        (string name, string password) = (form[operation.CallerField], form[operation.PasswordField]);
        if (name.StartsWith("unknown", StringComparison.OrdinalIgnoreCase))
            return (ResellerStatus.ResellerDoesNotExist, "Reseller does not exist.");
        if (TextRules.IsWrong(password))
            return (ResellerStatus.AuthenticationFailed, "Authentication failed.");
        return name.StartsWith("blocked", StringComparison.OrdinalIgnoreCase)
            ? (ResellerStatus.AccountBlocked, "Account is blocked.")
            : null;
    }

    private VendorAnswer CreateCustomerUser(Dictionary<string, string> form, SandboxRequest request)
    {
        string reseller = form["resellerName"], name = form["customer"], username = form["username"], userId = ObjectIds.Next();
        // The billing type comes from the reseller's own setting. The resellers of the sandbox are pre-paid.
        var customer = new ResellerCustomer(ObjectIds.Next(), isPostPaid: false, bool.Parse(form["applyFreeCredits"]) ? FreeCredits : 0);
        ResellerStatus status = _names.TakeBoth(reseller, name, customer, username, form["password"]);
        if (status != ResellerStatus.Ok)
            return Taken(status);

        var creation =
            new Creation(customer.Id, ResellerOperation.CustomerUser.Name, name, "customer " + reseller) { AlternateKey = username };
        _ledger.Record(creation, request.Body);
        return Created(customer.Id, userId);
    }

    private VendorAnswer CreateCustomer(Dictionary<string, string> form, SandboxRequest request)
    {
        string reseller = form["resellerName"], name = form["name"];
        // POST_PAID is the default even where the reseller's own is PRE_PAID.
        var customer = new ResellerCustomer(ObjectIds.Next(), isPostPaid: form.GetValueOrDefault("billingType") != "PRE_PAID");
        ResellerStatus status = _names.TakeCustomer(reseller, name, customer);
        if (status != ResellerStatus.Ok)
            return Taken(status);

        _ledger.Record(new Creation(customer.Id, ResellerOperation.Customer.Name, name, "customer " + reseller), request.Body);
        return Created(customer.Id, userId: null);
    }

    private VendorAnswer CreateUser(Dictionary<string, string> form, SandboxRequest request)
    {
        string reseller = form["resellerName"], username = form["username"], customerId = form["customerId"], id = ObjectIds.Next();
        if (!_names.CustomerExists(customerId))
            return Failure(ResellerStatus.CustomerDoesNotExist, "Customer does not exist.");
        ResellerStatus status = _names.TakeUser(reseller, username, form["password"]);
        if (status != ResellerStatus.Ok)
            return Taken(status);

        _ledger.Record(new Creation(id, ResellerOperation.User.Name, username, "user " + reseller), request.Body);
        return Created(customerId, id);
    }

    private VendorAnswer GetBalance(Dictionary<string, string> form, SandboxRequest request)
    {
        ResellerStatus status = _names.FindCustomer(form["reseller"], form["customer"], out ResellerCustomer? customer);
        return status == ResellerStatus.Ok ? Credits(customer!.Credits) : Refused(status);
    }

    private VendorAnswer AddCredits(Dictionary<string, string> form, SandboxRequest request)
    {
        ResellerStatus status = _names.FindCustomer(form["reseller"], form["customer"], out ResellerCustomer? customer);
        if (status != ResellerStatus.Ok)
            return Refused(status);

        ResellerOperation.TryReadInteger(form["creditsToAdd"], out long amount);
        status = customer!.Add(amount, out long after);
        return status == ResellerStatus.Ok ? Credits(after) : Refused(status);
    }

    // Nobody writes to a user of the sandbox.
    private VendorAnswer GetMessages(Dictionary<string, string> form, SandboxRequest request) =>
        _names.HasPassword(form["username"], form["password"]) switch
        {
            null => Failure(ResellerStatus.UserDoesNotExist, "User does not exist."),
            false => Failure(ResellerStatus.AuthenticationFailed, "Authentication failed."),
            true => VendorAnswer.Json(200, """{"status":0,"messages":[]}"""),
        };

    private static VendorAnswer Credits(long credits) =>
        VendorAnswer.Json(200, string.Create(CultureInfo.InvariantCulture, $$"""{"status":0,"credits":{{credits}}}"""));

    private static VendorAnswer Refused(ResellerStatus status) => Failure(status, status switch
    {
        ResellerStatus.CustomerDoesNotExist => "Customer does not exist.",
        ResellerStatus.NoRightsToCustomer => "Reseller does not have rights to customer.",
        ResellerStatus.InsufficientCredits => "Insufficient credits.",
        ResellerStatus.PostPaidCustomer => "Reseller cannot transfer credits to a post-paid customer.",
        _ => "Invalid value of parameter 'creditsToAdd'.",
    });

    // IDs are hexadecimal digits and need no escaping. This is the most frequent answer in benchmarks.
    private static VendorAnswer Created(string customerId, string? userId) => VendorAnswer.Json(200, userId is null
        ? $$"""{"status":0,"customerId":"{{customerId}}"}"""
        : $$"""{"status":0,"customerId":"{{customerId}}","userId":"{{userId}}"}""");

    private static VendorAnswer Taken(ResellerStatus status) =>
        Failure(status, status == ResellerStatus.UsernameTaken ? "Username already taken." : "Customer name already taken.");

    private static VendorAnswer Failure(ResellerStatus status, string message) => VendorAnswer.Json(200, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("status", (int)status);
        json.WriteString("message", message);
        json.WriteEndObject();
    });
}
