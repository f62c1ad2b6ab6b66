using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Provisioning.Chaos.Rows;

/// <summary>The input: the same seed gives the same rows.</summary>
internal static class RowFile
{
    // Of ten rows: mostly the vendor whose files are long, and enough of the two whose doubts only a person can settle.
    private static readonly ChaosVendor[] _mix =
    [
        ChaosVendor.Reseller, ChaosVendor.Reseller, ChaosVendor.Reseller, ChaosVendor.Reseller, ChaosVendor.Reseller, ChaosVendor.Reseller,
        ChaosVendor.CloudCockpit, ChaosVendor.CloudCockpit, ChaosVendor.QuickHelp, ChaosVendor.SafeMobi,
    ];

    public static IReadOnlyList<ChaosRow> Generate(int count, int seed)
    {
        var dice = new Dice(seed, "rows");
        return [.. Enumerable.Range(1, count).Select(number =>
            new ChaosRow(number, _mix[dice.Next(_mix.Length)], string.Create(CultureInfo.InvariantCulture, $"customer-{seed}-{number:D6}")))];
    }

    public static void Write(string path, IEnumerable<ChaosRow> rows) => File.WriteAllLines(path, rows.Select(static row => row.ToLine()));

    public static IReadOnlyList<ChaosRow> Read(string path) => [.. File.ReadLines(path).Select(ChaosRow.FromLine)];
}
