using System;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Threading;
using Newtonsoft.Json.Linq;

namespace Provisioning.Operations;

/// <summary>
/// Reads JSON exactly as RFC 8259 defines it, in time proportional to its length. Json.NET's own reader also accepts comments, single
/// quotes, octal and hexadecimal numbers, <c>undefined</c>, constructors and repeated names, so that two programs could read one text
/// differently: the vendor a "no" and this module a "yes".
/// </summary>
internal sealed class StrictJson
{
    /// <summary>Maximum depth of nested objects and lists.</summary>
    public const int MaximumDepth = 64;

    // As in Json.NET: parsing the digits of a larger number takes time that grows with the square of their count.
    private const int MaximumDigits = 380;

    private static readonly string s_tooDeep =
        string.Format(CultureInfo.InvariantCulture, "is nested deeper than {0} levels", MaximumDepth);

    private readonly string _text;
    private readonly CancellationToken _cancellationToken;
    private int _at;
    private int _depth;
    private int _left;
    private string? _problem;

    private StrictJson(string text, int maximumValues, CancellationToken cancellationToken)
    {
        _text = text;
        _left = maximumValues;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Reads a text that consists of one JSON value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maximumValues">Maximum number of values in it, nested ones included.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The value; or null, and what is wrong, as the rest of a sentence: <c>is not JSON, or was cut off</c>.</returns>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public static (JToken? Json, string? Problem) Read(
        string text, int maximumValues = int.MaxValue, CancellationToken cancellationToken = default)
    {
        var reader = new StrictJson(text, maximumValues, cancellationToken);
        JToken? value = reader.Value();
        if (value is not null && !reader.IsAtEnd())
            value = reader.Fail("holds more than one JSON value");
        return value is null ? (null, reader._problem ?? "is not JSON, or was cut off") : (value, null);
    }

    /// <summary>Returns the index of the first character that does not fit, so that an error can show that part of a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The index; null if the text is JSON.</returns>
    public static int? FaultIn(string text)
    {
        var reader = new StrictJson(text, int.MaxValue, CancellationToken.None);
        return reader.Value() is not null && reader.IsAtEnd() ? null : Math.Max(0, Math.Min(reader._at, text.Length - 1));
    }

    private JToken? Value()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (--_left < 0)
            return Fail("holds too many values");
        switch (Next())
        {
            case '{':
                return Nested(new JObject(), '}');
            case '[':
                return Nested(new JArray(), ']');
            case '"':
                return String() is { } text ? new JValue(text) : null;
            case 't':
                return Word("true") ? new JValue(true) : null;
            case 'f':
                return Word("false") ? new JValue(false) : null;
            case 'n':
                return Word("null") ? JValue.CreateNull() : null;
            default:
                return Number();
        }
    }

    private JToken? Nested(JContainer container, char end)
    {
        if (++_depth > MaximumDepth)
            return Fail(s_tooDeep);
        _at++;
        if (Next() == end)
            _at++;
        else if (!Items(container, end))
            return null;
        _depth--;
        return container;
    }

    private bool Items(JContainer container, char end)
    {
        while (container is JObject item ? Member(item) : Item((JArray)container))
        {
            char next = Next();
            _at++;
            if (next == end)
                return true;
            if (next != ',')
                return false;
        }

        return false;
    }

    private bool Item(JArray list)
    {
        if (Value() is not { } value)
            return false;
        list.Add(value);
        return true;
    }

    private bool Member(JObject item)
    {
        if (Next() != '"' || String() is not { } name)
            return false;
        if (item.ContainsKey(name))
        {
            Fail("is not JSON: an object has the same name twice");
            return false;
        }

        if (Next() != ':')
            return false;
        _at++;
        if (Value() is not { } value)
            return false;
        item.Add(name, value);
        return true;
    }

    private string? String()
    {
        int start = ++_at;
        StringBuilder? text = null;
        for (; _at < _text.Length; _at++)
        {
            switch (_text[_at])
            {
                case '"':
                    string rest = _text.Substring(start, _at++ - start);
                    return text is null ? rest : text.Append(rest).ToString();
                case < ' ':
                    return null;
                case '\\':
                    text = (text ?? new StringBuilder()).Append(_text, start, _at - start);
                    if (Escaped() is not { } c)
                        return null;
                    text.Append(c);
                    start = _at + 1;
                    break;
            }
        }

        return null;
    }

    private char? Escaped()
    {
        if (++_at >= _text.Length)
            return null;
        switch (_text[_at])
        {
            case '"' or '\\' or '/': return _text[_at];
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when _at + 4 < _text.Length && HexDigits.TryRead(_text, _at + 1, 4, out int code):
                _at += 4;
                return (char)code;
            default: return null;
        }
    }

    private JValue? Number()
    {
        int start = _at;
        if (Is('-'))
            _at++;
        int digits = _at;
        if (!Digits() || (_text[digits] == '0' && _at > digits + 1))
            return null;
        bool isWhole = true;
        if (Is('.'))
        {
            isWhole = false;
            _at++;
            if (!Digits())
                return null;
        }

        if (Is('e') || Is('E'))
        {
            isWhole = false;
            _at++;
            if (Is('+') || Is('-'))
                _at++;
            if (!Digits())
                return null;
        }

        string text = _text.Substring(start, _at - start);
        if (!isWhole)
        {
            return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
                ? new JValue(number)
                : (JValue?)Fail("holds a number that is out of range");
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
            return new JValue(whole);
        return text.Length <= MaximumDigits
            ? new JValue((object)BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
            : (JValue?)Fail("holds a number that is out of range");
    }

    private bool Digits()
    {
        int start = _at;
        while (_at < _text.Length && _text[_at] is >= '0' and <= '9')
            _at++;
        return _at > start;
    }

    private bool Word(string word)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
            return false;
        _at += word.Length;
        return true;
    }

    private bool Is(char c) => _at < _text.Length && _text[_at] == c;

    /// <summary>Skips white space, and returns the next character; NUL at the end.</summary>
    private char Next()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\n' or '\r')
            _at++;
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private bool IsAtEnd()
    {
        Next();
        return _at == _text.Length;
    }

    private JToken? Fail(string problem)
    {
        _problem ??= problem;
        return null;
    }
}
