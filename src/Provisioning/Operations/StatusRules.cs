using System;

namespace Provisioning.Operations;

/// <summary>Judges an answer by its HTTP status, before the vendor's own reader.</summary>
internal static class StatusRules
{
    /// <summary>Makes the verdict of an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="readSuccess">The vendor's reader of 2xx answers.</param>
    /// <param name="readRefusal">The vendor's reader of refusals.</param>
    /// <returns>The verdict.</returns>
    public static Verdict Judge(Answer answer, Func<Answer, Verdict> readSuccess, Func<Answer, Verdict> readRefusal)
    {
        Verdict verdict = answer.Status switch
        {
            >= 200 and < 300 => readSuccess(answer),
            301 or 302 or 307 or 308 => Verdict.Rejected(Redirect(answer), ProvisioningError.WrongBaseAddress),
            >= 300 and < 400 => Verdict.Rejected(Redirect(answer)),
            401 => CredentialsRefused(readRefusal(answer)),
            408 or >= 500 => InDoubt(readRefusal(answer)),
            >= 400 => readRefusal(answer),
            _ => Verdict.Unknown($"The vendor answered with HTTP {answer.Status}, which has no meaning for this call."),
        };
        return answer.IsThrottling
            ? Verdict.Throttled($"The vendor is turning calls away (HTTP {answer.Status}). {(answer.IsEmpty ? "" : verdict.Message)}".TrimEnd())
            : verdict;
    }

    /// <summary>Makes the verdict of a redirect that only one of many calls met: it concerns that row.</summary>
    public static Verdict RedirectOfOneCall(Answer answer) => Verdict.Rejected(Redirect(answer, string.Empty));

    private static string Redirect(Answer answer, string conclusion = ", so the base address looks wrong") =>
        $"The vendor answered with a redirect (HTTP {answer.Status}){(answer.Location is { } place ? " to " + place : "")}{conclusion}."
        + " Redirects are not followed, because credentials would be sent to another address.";

    private static Verdict InDoubt(Verdict failure) => Verdict.Unknown(failure.Message, failure.VendorCode, failure.FieldErrors);

    private static Verdict CredentialsRefused(Verdict refusal) =>
        Verdict.Rejected(refusal.Message, ProvisioningError.CredentialsRefused, refusal.VendorCode, refusal.FieldErrors);
}
