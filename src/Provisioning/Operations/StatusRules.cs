using System;

namespace Provisioning.Operations;

/// <summary>What the HTTP status alone says of a call that changes something, before the vendor's own table is asked.</summary>
internal static class StatusRules
{
    /// <summary>Judges an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="readSuccess">The vendor's table for a 2xx answer.</param>
    /// <param name="readRefusal">The vendor's table for a refusal.</param>
    /// <returns>The verdict.</returns>
    public static Verdict Judge(Answer answer, Func<Answer, Verdict> readSuccess, Func<Answer, Verdict> readRefusal)
    {
        Verdict verdict = answer.Status switch
        {
            >= 200 and < 300 => readSuccess(answer),
            >= 300 and < 400 => Verdict.Rejected(
                $"The vendor answered with a redirect (HTTP {answer.Status}), which is not followed: credentials would go elsewhere. Check -BaseUri."),
            401 or 407 => CredentialsRefused(readRefusal(answer)),
            408 or >= 500 => InDoubt(readRefusal(answer)),
            >= 400 => readRefusal(answer),
            _ => Verdict.Unknown($"The vendor answered with HTTP {answer.Status}, which means nothing here."),
        };
        return answer.IsThrottling ? Verdict.Throttled($"The vendor is turning calls away (HTTP {answer.Status}). {verdict.Message}") : verdict;
    }

    private static Verdict InDoubt(Verdict failure) => Verdict.Unknown(failure.Message, failure.VendorCode, failure.FieldErrors);

    private static Verdict CredentialsRefused(Verdict refusal) =>
        Verdict.Rejected(refusal.Message, ProvisioningError.CredentialsRefused, refusal.VendorCode, refusal.FieldErrors);
}
