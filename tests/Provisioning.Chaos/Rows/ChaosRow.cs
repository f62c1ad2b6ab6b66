using System;
using System.Globalization;
using Provisioning.Connections;

namespace Provisioning.Chaos.Rows;

/// <summary>One line of the input: its number from 1, whom it is for, and the natural key, from which all its fields follow.</summary>
internal sealed record ChaosRow(int Number, ChaosVendor Vendor, string Key)
{
    /// <summary>Whether the module can find out by itself what became of a call in doubt.</summary>
    public bool IsRecoverable => Vendor is ChaosVendor.Reseller or ChaosVendor.CloudCockpit;

    public string ToLine() => string.Create(CultureInfo.InvariantCulture, $"{Number}\t{Vendor}\t{Key}");

    public static ChaosRow FromLine(string line)
    {
        string[] cells = line.Split('\t');
        return new ChaosRow(int.Parse(cells[0], CultureInfo.InvariantCulture), Enum.Parse<ChaosVendor>(cells[1]), cells[2]);
    }
}
