using System;
using System.Collections.Generic;
using System.Globalization;
using Provisioning.Sandbox.State;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.Reseller;

/// <summary>The SMS platform's reseller calls: forms in, <c>{"status": N}</c> out, always with HTTP 200.</summary>
internal sealed class ResellerSandbox(SandboxState state) : IVendorSandbox
{
    private readonly VendorLedger _ledger = state.Ledger("reseller");
    private readonly ResellerNames _names = new();

    public string Name => "reseller";

    public void Map(VendorRoutes routes)
    {
        Map(routes, ResellerOperation.CustomerUser, CreateCustomerUser);
        Map(routes, ResellerOperation.Customer, CreateCustomer);
        Map(routes, ResellerOperation.User, CreateUser);
        routes.Read("POST", PathOf(ResellerOperation.Balance), request => Process(ResellerOperation.Balance, request, GetBalance));
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
        string reseller = form["resellerName"], customer = form["customer"], username = form["username"];
        string customerId = ObjectIds.Next(), userId = ObjectIds.Next();
        ResellerStatus status = _names.TakeBoth(reseller, customer, customerId, username, form["password"]);
        if (status != ResellerStatus.Ok)
            return Taken(status);

        var creation =
            new Creation(customerId, ResellerOperation.CustomerUser.Name, customer, "customer " + reseller) { AlternateKey = username };
        _ledger.Record(creation, request.Body);
        return Created(customerId, userId);
    }

    private VendorAnswer CreateCustomer(Dictionary<string, string> form, SandboxRequest request)
    {
        string reseller = form["resellerName"], customer = form["name"], id = ObjectIds.Next();
        ResellerStatus status = _names.TakeCustomer(reseller, customer, id);
        if (status != ResellerStatus.Ok)
            return Taken(status);

        _ledger.Record(new Creation(id, ResellerOperation.Customer.Name, customer, "customer " + reseller), request.Body);
        return Created(id, userId: null);
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

    // Nobody tops up credits in the sandbox.
    private VendorAnswer GetBalance(Dictionary<string, string> form, SandboxRequest request) =>
        _names.OwnerOf(form["reseller"], form["customer"]) switch
        {
            null => Failure(ResellerStatus.CustomerDoesNotExist, "Customer does not exist."),
            { } owner when owner != form["reseller"] =>
                Failure(ResellerStatus.NoRightsToCustomer, "Reseller does not have rights to customer."),
            _ => VendorAnswer.Json(200, """{"status":0,"credits":0}"""),
        };

    // Nobody writes to a user of the sandbox.
    private VendorAnswer GetMessages(Dictionary<string, string> form, SandboxRequest request) => _names.HasPassword(form["username"], form["password"]) switch
    {
        null => Failure(ResellerStatus.UserDoesNotExist, "User does not exist."),
        false => Failure(ResellerStatus.AuthenticationFailed, "Authentication failed."),
        true => VendorAnswer.Json(200, """{"status":0,"messages":[]}"""),
    };

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
