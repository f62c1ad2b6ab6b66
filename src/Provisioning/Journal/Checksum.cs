namespace Provisioning.Journal;

/// <summary>
/// A checksum of texts and numbers (FNV-1a, 64 bits). Each step can be reversed, so a change of any single character changes the checksum.
/// </summary>
/// <param name="value">The checksum so far.</param>
internal readonly struct Checksum(ulong value)
{
    private const ulong Prime = 1099511628211;

    /// <summary>The checksum of nothing.</summary>
    public static Checksum Start => new(14695981039346656037);

    /// <summary>The checksum, in 62 bits, so that small numbers can be added to it.</summary>
    public long Value => (long)(value >> 2);

    public Checksum Add(long number) => new(Step(Step(value, (uint)number), (uint)(number >> 32)));

    /// <summary>Adds a text. No text and an empty text are different.</summary>
    public Checksum Add(string? text)
    {
        if (text is null)
            return new Checksum(Step(value, uint.MaxValue));
        ulong result = value;
        foreach (char c in text)
            result = Step(result, c);

        // The length keeps it apart from what follows.
        return new Checksum(Step(result, (uint)text.Length));
    }

    public Checksum Add(byte[] bytes, int count)
    {
        ulong result = value;
        for (int index = 0; index < count; index++)
            result = Step(result, bytes[index]);
        return new Checksum(result);
    }

    private static ulong Step(ulong value, uint next) => unchecked((value ^ next) * Prime);
}
