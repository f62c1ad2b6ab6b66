using System;
using System.Collections.Generic;
using System.Globalization;
using Newtonsoft.Json.Linq;
using Provisioning.Operations;

namespace Provisioning.Vendors.Reseller;

/// <summary>Reads the vendor's answers: HTTP 200 with a status, whatever happened.</summary>
internal static class ResellerAnswers
{
    public const int Ok = 0;
    public const int UserHasAnotherPassword = 3;
    public const int NoSuchUser = 200;
    public const int NotActivated = 220;
    public const int NoSuchCustomer = 300;
    public const int OtherResellersCustomer = 420;

    private static readonly Dictionary<int, (string Text, ProvisioningError Error)> s_refusals = new()
    {
        [1] = ("missing required parameter", ProvisioningError.Rejected),
        [2] = ("invalid parameter value", ProvisioningError.Rejected),
        [3] = ("authentication failed", ProvisioningError.CredentialsRefused),
        [4] = ("account blocked", ProvisioningError.CredentialsRefused),
        [200] = ("user does not exist", ProvisioningError.Rejected),
        [201] = ("username already taken", ProvisioningError.AlreadyExists),
        [220] = ("user account needs to be activated", ProvisioningError.Rejected),
        [300] = ("customer does not exist", ProvisioningError.Rejected),
        [301] = ("customer name already taken", ProvisioningError.AlreadyExists),
        [320] = ("insufficient credits", ProvisioningError.Rejected),
        [321] = ("incompatible customer billing type", ProvisioningError.Rejected),
        [400] = ("reseller does not exist", ProvisioningError.CredentialsRefused),
        [401] = ("reseller name already taken", ProvisioningError.Rejected),
        [420] = ("reseller does not have rights to customer", ProvisioningError.Rejected),
        [421] = ("reseller cannot transfer credits to a post-paid customer", ProvisioningError.Rejected),
    };

    public static Verdict ReadSuccess(Answer answer, string idField)
    {
        if (answer.Json is not JObject body || body.Int32("status") is not { } status)
        {
            return Verdict.Unknown(
                $"The vendor returned HTTP {answer.Status}, but its answer contains no readable status:"
                + $" {answer.Problem ?? "it has no whole number 'status'"}.");
        }

        string code = status.ToString(CultureInfo.InvariantCulture);
        if (status == 0)
            return Success(answer, body, idField);

        // Made, and to be activated: the document does not say that of a create, so the vendor is asked.
        if (status == NotActivated)
            return Verdict.Unknown($"The vendor answered with status 220: {s_refusals[status].Text}{Detail(answer)}. It may have been created.", code);
        if (s_refusals.TryGetValue(status, out (string Text, ProvisioningError Error) refusal))
            return Verdict.Rejected($"The vendor refused with status {code}: {refusal.Text}{Detail(answer)}", refusal.Error, code);
        return status == 9999
            ? Verdict.Unknown(
                $"The vendor answered with status 9999: internal error{Detail(answer)}. It does not say whether the call"
                + " was processed.", code)
            : Verdict.Unknown(
                $"The vendor answered with the undocumented status {code}{Detail(answer)}. It does not say whether the call"
                + " was processed.", code);
    }

    // The vendor does not promise an ID. One that it gives must be one: otherwise nobody knows what this answer is about.
    private static Verdict Success(Answer answer, JObject body, string idField) => body[idField] switch
    {
        null or JValue { Value: null } => Verdict.Confirmed(vendorId: null, body),
        JValue { Value: string id } when VendorId.IsObjectId(id) => Verdict.Confirmed(id, body),
        _ => Verdict.Unknown(
            $"The vendor returned HTTP {answer.Status} and status 0, but its answer contains no readable '{idField}': it is not 24 hexadecimal"
            + " digits."),
    };

    /// <summary>Judges an answer to a question. It is confirmed if its status is one that says what was asked.</summary>
    public static Func<Answer, Verdict> ReadStatus(params int[] telling) => answer =>
    {
        if (answer.Status == 200 && answer.Json.Int32("status") is { } status && Array.IndexOf(telling, status) >= 0)
            return Verdict.Confirmed(vendorId: null, description: null);
        Verdict refusal = answer.Status == 200 ? ReadSuccess(answer, "customerId") : ReadRefusal(answer);
        Verdict unknown = Verdict.Unknown("The question for the customer was not answered. " + refusal.Message, refusal.VendorCode);
        return refusal.Error == ProvisioningError.CredentialsRefused ? unknown with { Error = ProvisioningError.CredentialsRefused } : unknown;
    };

    /// <summary>Judges the answer to a call about an existing customer.</summary>
    public static Verdict ReadOfCustomer(Answer answer)
    {
        Verdict verdict = ReadSuccess(answer, "customerId");
        return verdict.Delivery == Delivery.Rejected && answer.Json.Int32("status") == NoSuchCustomer
            ? verdict with { Error = ProvisioningError.NotFound }
            : verdict;
    }

    public static Verdict ReadRefusal(Answer answer) => Verdict.Rejected($"{answer.Refusal}: {answer.Reason}");

    private static string Detail(Answer answer) => answer.GivenReason is { } reason ? $" ({reason})" : string.Empty;
}
