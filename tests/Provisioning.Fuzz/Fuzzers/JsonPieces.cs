using System.Collections.Generic;

namespace Provisioning.Fuzz.Fuzzers;

/// <summary>What is put into JSON in the wrong places.</summary>
internal static class JsonPieces
{
    public static IReadOnlyList<string> List { get; } =
    [
        "{", "}", "[", "]", ",", ":", "\"", "'", "\\", "\\u0000", "\\ud83d", "\\u00e9", "\\x", "/", "/**/", "//x\n", "#",
        "0", "-0", "010", "0x1F", "1e3", "1e999", ".5", "5.",
        "+1", "-", "1_0", "99999999999999999999", "2147483648", "-1", "0.0", "1.0", "NaN", "Infinity", "-Infinity", "undefined",
        "null", "true", "false", "True",
        "new Date(0)", "Date(0)", "\"status\":0", "\"customerId\":1", "\"Id\":\"fa516117-9d6a-4eb0-b5c1-0ca80db618c4\"", "\"Success\":true", "\"MaxDepth\":x",
        "00000000-0000-0000-0000-000000000000", "fa516117-9d6a-4eb0-b5c1-0ca80db618c4", "507f1f77bcf86cd799439011",
        "\u00a0", "\ufeff", "\t", "\r\n", "[[[[[[[[[[", "]]]]]]]]]]",
        new('[', 70), new(']', 70), "{\"a\":{\"a\":{\"a\":", "}}}", "<html><title>x</title>",
    ];
}
