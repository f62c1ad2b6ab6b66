using System;
using System.Text;

namespace Provisioning.Secrets;

/// <summary>The encodings that are decoded together.</summary>
[Flags]
internal enum TextLayers
{
    /// <summary>Escapes of JSON and of the languages that look like it.</summary>
    Json = 1,

    /// <summary>Character references of HTML and XML.</summary>
    Html = 2,

    /// <summary>URLs and forms.</summary>
    Percent = 4,

    /// <summary>All of them.</summary>
    All = Json | Html | Percent,
}

/// <summary>A text, decoded any number of times, that knows where in the original each of its characters stands.</summary>
internal sealed class DecodedText
{
    private static readonly char[] s_marks = ['\\', '&', '%', '+'];

    // The span of each character in the original; null if nothing was decoded, or if nobody wants to know.
    private readonly int[]? _starts;
    private readonly int[]? _ends;

    private DecodedText(string text, int[]? starts, int[]? ends)
    {
        Text = text;
        _starts = starts;
        _ends = ends;
    }

    public string Text { get; }

    public static DecodedText Of(string text) => new(text, starts: null, ends: null);

    /// <summary>Returns the encodings of which a text may contain something. A plus sign counts only if it can matter.</summary>
    public static TextLayers LayersIn(string text, bool withPlus)
    {
        TextLayers layers = 0;
        if (text.IndexOfAny(s_marks) < 0)
            return layers;
        if (text.IndexOf('\\') >= 0)
            layers |= TextLayers.Json;
        if (text.IndexOf('&') >= 0)
            layers |= TextLayers.Html;
        if (text.IndexOf('%') >= 0 || (withPlus && text.IndexOf('+') >= 0))
            layers |= TextLayers.Percent;
        return layers;
    }

    /// <summary>Returns the span in the original of a part of this text.</summary>
    public TextSpan SpanOf(int start, int length) => _starts is null
        ? new TextSpan(start, start + length)
        : new TextSpan(_starts[start], _ends![start + length - 1]);

    /// <summary>Decodes once. Returns null if that changes nothing.</summary>
    /// <param name="layers">The encodings to decode.</param>
    /// <param name="withSpans">Whether the spans in the original are wanted.</param>
    public DecodedText? Decode(TextLayers layers, bool withSpans)
    {
        var decoder = new Decoder(Text, layers, withSpans);
        if (!decoder.Run())
            return null;
        string text = decoder.Output.ToString();
        if (!withSpans)
            return new DecodedText(text, starts: null, ends: null);
        int[] starts = decoder.Starts!, ends = decoder.Ends!;
        if (_starts is not null)
        {
            for (int index = 0; index < text.Length; index++)
            {
                starts[index] = _starts[starts[index]];
                ends[index] = _ends![ends[index] - 1];
            }
        }

        return new DecodedText(text, starts, ends);
    }

    private sealed class Decoder(string text, TextLayers layers, bool withSpans)
    {
        private readonly byte[] _bytes = new byte[4];

        public StringBuilder Output { get; } = new(text.Length);

        // No escape is shorter than what it stands for.
        public int[]? Starts { get; } = withSpans ? new int[text.Length] : null;

        public int[]? Ends { get; } = withSpans ? new int[text.Length] : null;

        /// <summary>Returns whether anything was decoded.</summary>
        public bool Run()
        {
            bool hasChanged = false;
            int copied = 0;
            for (int at = text.IndexOfAny(s_marks), length; at >= 0; at = text.IndexOfAny(s_marks, at + length))
            {
                string? decoded = text[at] switch
                {
                    '\\' when (layers & TextLayers.Json) != 0 => Escape(at, out length),
                    '&' when (layers & TextLayers.Html) != 0 => HtmlEntity.Read(text, at, out length),
                    '%' when (layers & TextLayers.Percent) != 0 => Percent(at, out length),
                    '+' when (layers & TextLayers.Percent) != 0 => One(" ", out length),
                    _ => None(out length),
                };
                if (decoded is null)
                {
                    length = 1;
                    continue;
                }

                hasChanged = true;
                Copy(copied, at);
                for (int index = 0; index < decoded.Length && withSpans; index++)
                {
                    Starts![Output.Length + index] = at;
                    Ends![Output.Length + index] = at + length;
                }

                Output.Append(decoded);
                copied = at + length;
                if (copied >= text.Length)
                    break;
            }

            if (hasChanged)
                Copy(copied, text.Length);
            return hasChanged;
        }

        private void Copy(int start, int end)
        {
            for (int at = start; at < end && withSpans; at++)
            {
                Starts![Output.Length + at - start] = at;
                Ends![Output.Length + at - start] = at + 1;
            }

            Output.Append(text, start, end - start);
        }

        private static string? None(out int length)
        {
            length = 1;
            return null;
        }

        private static string One(string decoded, out int length)
        {
            length = 1;
            return decoded;
        }

        // JSON, JavaScript, Python and C. What is no escape stays as it is.
        private string? Escape(int at, out int length)
        {
            length = 2;
            if (at + 1 >= text.Length)
                return null;
            switch (text[at + 1])
            {
                case '"' or '\\' or '/' or '\'' or '`': return text[at + 1].ToString();
                case 'b': return "\b";
                case 'f': return "\f";
                case 'n': return "\n";
                case 'r': return "\r";
                case 't': return "\t";
                case 'u' when at + 2 < text.Length && text[at + 2] == '{': return Braced(at, out length);
                case 'u': return Hex(at, 4, out length);
                case 'x': return Hex(at, 2, out length);
                case 'U' when at + 3 < text.Length && text[at + 2] == '0' && text[at + 3] == '0':
                    string? code = Hex(at + 2, 6, out length);
                    length += 2;
                    return code;
                default: return null;
            }
        }

        private string? Braced(int at, out int length)
        {
            int end = text.IndexOf('}', at, Math.Min(10, text.Length - at));
            length = end - at + 1;
            return end > at + 3 && HexDigits.TryRead(text, at + 3, end - at - 3, out int code) ? HtmlEntity.OfCode(code) : null;
        }

        private string? Hex(int at, int digits, out int length)
        {
            length = digits + 2;
            return at + length <= text.Length && HexDigits.TryRead(text, at + 2, digits, out int code) ? HtmlEntity.OfCode(code) : null;
        }

        // UTF-8, else Latin-1; and %uXXXX of JavaScript's escape.
        private string? Percent(int at, out int length)
        {
            if (at + 1 < text.Length && text[at + 1] == 'u')
                return Hex(at, 4, out length);
            length = 3;
            int first = ByteAt(at);
            if (first < 0)
                return null;
            int count = first switch { < 0xC2 => 1, < 0xE0 => 2, < 0xF0 => 3, < 0xF5 => 4, _ => 1 };
            _bytes[0] = (byte)first;
            for (int index = 1; index < count; index++)
            {
                int next = ByteAt(at + (3 * index));
                if (next is < 0x80 or > 0xBF)
                    count = 1;
                else
                    _bytes[index] = (byte)next;
            }

            length = 3 * count;
            string decoded = count == 1 ? ((char)first).ToString() : Encoding.UTF8.GetString(_bytes, 0, count);
            return decoded.Length <= length && decoded.Length > 0 ? decoded : null;
        }

        private int ByteAt(int at) =>
            at + 2 < text.Length && text[at] == '%' && HexDigits.TryRead(text, at + 1, 2, out int value) ? value : -1;
    }
}

/// <summary>A part of a text.</summary>
internal readonly record struct TextSpan(int Start, int End);
