using System;
using System.Collections.Generic;
using System.Text;

namespace Provisioning.Fuzz;

/// <summary>Random choices that depend on the seed, the fuzzer and the number of the input only, so that a find can be repeated alone.</summary>
internal sealed class FuzzRandom
{
    private static readonly string[] s_odd =
    [
        "\0", "\u001b[2J", "\u009b", "\r\n", "\t", "\u200b", "\u00a0", "\u202e", "\ud83d", "\ude00", "\U0001F600", "é", "e\u0301", "東京", "\ufffd", "\uffff",
        "\"", "\\", "'", "<", ">", "&", "%", "+", "=", "/", ";", ":", "#", "?", "{", "}", "[", "]", ",", "..", "//", "\\u0041", "%41", "&amp;", "&#65;",
    ];

    private readonly Random _random;

    public FuzzRandom(int seed, string fuzzer, long input)
    {
        ulong mixed = unchecked((ulong)(uint)seed * 0x9E3779B97F4A7C15);
        foreach (char c in fuzzer)
            mixed = Mix(mixed ^ c);
        _random = new Random((int)Mix(mixed ^ (ulong)input));
    }

    public int Next(int below) => _random.Next(below);

    public bool OneIn(int many) => _random.Next(many) == 0;

    public T Of<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    /// <summary>A text in which everything may occur that anybody ever typed, pasted or attacked with.</summary>
    public string Text(int most = 12)
    {
        var text = new StringBuilder();
        for (int pieces = Next(most); pieces > 0; pieces--)
        {
            if (OneIn(4))
                text.Append(Of(s_odd));
            else
                text.Append((char)(' ' + Next(95)));
        }

        return text.ToString();
    }

    /// <summary>Changes a text in a few places.</summary>
    public string Mutate(string text, IReadOnlyList<string> pieces)
    {
        var mutated = new StringBuilder(text);
        for (int changes = Next(4); changes > 0; changes--)
        {
            int at = Next(mutated.Length + 1);
            int length = Math.Min(Next(OneIn(5) ? 40 : 4), mutated.Length - at);
            switch (Next(5))
            {
                case 0:
                    mutated.Remove(at, length);
                    break;
                case 1:
                    mutated.Insert(at, mutated.ToString(at, length));
                    break;
                case 2:
                    mutated.Remove(at, length).Insert(at, Of(pieces));
                    break;
                case 3:
                    mutated.Insert(at, OneIn(3) ? Of(s_odd) : Of(pieces));
                    break;
                default:
                    mutated.Length = OneIn(6) ? at : mutated.Length;
                    break;
            }
        }

        return mutated.ToString();
    }

    // SplitMix64.
    private static ulong Mix(ulong value)
    {
        value = unchecked(value + 0x9E3779B97F4A7C15);
        value = unchecked((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9);
        value = unchecked((value ^ (value >> 27)) * 0x94D049BB133111EB);
        return value ^ (value >> 31);
    }
}
