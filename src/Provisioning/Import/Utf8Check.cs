namespace Provisioning.Import;

/// <summary>Checks bytes for valid UTF-8, and knows where they are not.</summary>
internal sealed class Utf8Check
{
    private int _missing;
    private int _lowest;
    private int _highest;
    private long _offset;
    private long _line = 1;
    private long _start;

    /// <summary>The place of the first byte that is not UTF-8; null while there is none.</summary>
    public BytePlace? Fault { get; private set; }

    /// <summary>The place of the first NUL byte; null while there is none.</summary>
    public BytePlace? Nul { get; private set; }

    /// <summary>How many NUL bytes are at even and at odd offsets, which tells UTF-16 without a byte order mark.</summary>
    public (long Even, long Odd) Nuls { get; private set; }

    /// <summary>Whether there is a letter of more than one byte: a text without one reads the same in most encodings.</summary>
    public bool HasMultiByte { get; private set; }

    /// <summary>The number of bytes so far.</summary>
    public long Length => _offset;

    public void Add(byte[] bytes, int count)
    {
        for (int index = 0; index < count; index++)
        {
            byte value = bytes[index];
            if (value == 0)
                CountNul();
            if (Fault is null)
                Take(value);
            if (value == (byte)'\n')
                _line++;
            _offset++;
        }
    }

    /// <summary>Notes the end: a letter that is cut off there is a fault.</summary>
    public void Complete()
    {
        if (_missing > 0)
            Fault ??= new BytePlace(_start, _line);
    }

    private void CountNul()
    {
        Nul ??= new BytePlace(_offset, _line);
        Nuls = _offset % 2 == 0 ? (Nuls.Even + 1, Nuls.Odd) : (Nuls.Even, Nuls.Odd + 1);
    }

    // The table of well-formed sequences of the Unicode standard (table 3-7).
    private void Take(byte value)
    {
        if (_missing > 0)
        {
            if (value < _lowest || value > _highest)
            {
                Fault = new BytePlace(_start, _line);
                return;
            }

            (_lowest, _highest) = (0x80, 0xBF);
            if (--_missing == 0)
                HasMultiByte = true;
            return;
        }

        if (value < 0x80)
            return;
        _start = _offset;
        (_missing, _lowest, _highest) = value switch
        {
            >= 0xC2 and <= 0xDF => (1, 0x80, 0xBF),
            0xE0 => (2, 0xA0, 0xBF),
            0xED => (2, 0x80, 0x9F),
            >= 0xE1 and <= 0xEF => (2, 0x80, 0xBF),
            0xF0 => (3, 0x90, 0xBF),
            >= 0xF1 and <= 0xF3 => (3, 0x80, 0xBF),
            0xF4 => (3, 0x80, 0x8F),
            _ => (0, 0, 0),
        };
        if (_missing == 0)
            Fault = new BytePlace(_start, _line);
    }
}

/// <summary>The place of a byte in a file.</summary>
/// <param name="Offset">Its offset, from 0.</param>
/// <param name="Line">Its line, from 1.</param>
internal sealed record BytePlace(long Offset, long Line);
