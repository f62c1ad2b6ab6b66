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
            >= 300 and < 400 => Verdict.Rejected(
                $"The vendor answered with a redirect (HTTP {answer.Status}). Redirects are not followed, because credentials would be sent"
                + " to another address. Check -BaseUri."),
            401 or 407 => CredentialsRefused(readRefusal(answer)),
            408 or >= 500 => InDoubt(readRefusal(answer)),
            >= 400 => readRefusal(answer),
            _ => Verdict.Unknown($"The vendor answered with HTTP {answer.Status}, which has no meaning for this call."),
        };
        return answer.IsThrottling
            ? Verdict.Throttled($"The vendor is turning calls away (HTTP {answer.Status}). {verdict.Message}")
            : verdict;
    }

    private static Verdict InDoubt(Verdict failure) => Verdict.Unknown(failure.Message, failure.VendorCode, failure.FieldErrors);

    private static Verdict CredentialsRefused(Verdict refusal) =>
        Verdict.Rejected(refusal.Message, ProvisioningError.CredentialsRefused, refusal.VendorCode, refusal.FieldErrors);
}
