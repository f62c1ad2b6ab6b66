namespace Provisioning;

/// <summary>How a row that worked came to be.</summary>
public enum Outcome
{
    /// <summary>The vendor created it now.</summary>
    Created,

    /// <summary>The answer was lost, and it turned out that the vendor had created it.</summary>
    Recovered,

    /// <summary>The journal already had it: no call was made.</summary>
    Replayed,
}
