using System;
using System.Globalization;
using Provisioning.Connections;

namespace Provisioning.Chaos.Rows;

/// <summary>One line of the input: its number from 1, whom it is for, and the natural key, from which all its fields follow.</summary>
internal sealed record ChaosRow(int Number, ChaosVendor Vendor, string Key)
{
    /// <summary>How the row's names are spelled in this file.</summary>
    public Spelling Spelling { get; init; }

    /// <summary>Whether this file has a column that an earlier one did not have.</summary>
    public bool HasColumn { get; init; }

    /// <summary>Whether the row has a value that its vendor refuses.</summary>
    public bool IsBroken { get; init; }

    /// <summary>Whether the customer has the row's names, and is somebody else's.</summary>
    public bool IsStrangers { get; init; }

    /// <summary>Whether the row chooses its customer's ID, where the vendor allows that.</summary>
    public bool HasId { get; init; }

    /// <summary>How many credits the row adds to its customer; null for a row that creates the customer.</summary>
    public int? Credits { get; init; }

    /// <summary>The key as this file spells it.</summary>
    public string SpelledKey => Spelling.Of(Key);

    /// <summary>Whether the module can find out by itself what became of a call in doubt.</summary>
    public bool IsRecoverable => Vendor != ChaosVendor.QuickHelp;

    public string ToLine() =>
        string.Create(CultureInfo.InvariantCulture, $"{Number}\t{Vendor}\t{Key}\t{Spelling}\t{HasColumn}\t{IsBroken}\t{HasId}\t{Credits}");

    public static ChaosRow FromLine(string line)
    {
        string[] cells = line.Split('\t');
        return new ChaosRow(int.Parse(cells[0], CultureInfo.InvariantCulture), Enum.Parse<ChaosVendor>(cells[1]), cells[2])
        {
            Spelling = Enum.Parse<Spelling>(cells[3]),
            HasColumn = bool.Parse(cells[4]),
            IsBroken = bool.Parse(cells[5]),
            HasId = bool.Parse(cells[6]),
            Credits = cells[7].Length == 0 ? null : int.Parse(cells[7], CultureInfo.InvariantCulture),
        };
    }
}
