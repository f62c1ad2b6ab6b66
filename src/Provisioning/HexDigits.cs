namespace Provisioning;

/// <summary>Reads hexadecimal digits, and nothing that the number parsers accept besides: no sign, no white space.</summary>
internal static class HexDigits
{
    /// <summary>Reads a fixed number of digits.</summary>
    /// <param name="text">The text, which must be long enough.</param>
    /// <param name="start">The index of the first digit.</param>
    /// <param name="count">The number of digits, 1 to 7.</param>
    /// <param name="value">The number.</param>
    /// <returns>Whether all of them are hexadecimal digits.</returns>
    public static bool TryRead(string text, int start, int count, out int value)
    {
        value = 0;
        for (int index = start; index < start + count; index++)
        {
            int digit = ValueOf(text[index]);
            if (digit < 0)
                return false;
            value = (value << 4) | digit;
        }

        return true;
    }

    /// <summary>Returns the value of a digit; negative if it is none.</summary>
    public static int ValueOf(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };
}
