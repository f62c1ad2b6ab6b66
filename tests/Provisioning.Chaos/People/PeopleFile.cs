using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Provisioning.Chaos.Rows;

namespace Provisioning.Chaos.People;

/// <summary>A file of customers with names that can be spelled in many ways, and what becomes of the file.</summary>
internal sealed class PeopleFile
{
    // A customer's name on the reseller platform has no spaces, and a rule of the module finds invisible characters in it.
    private static readonly Spelling[] _ofNamesWithoutSpaces = [Spelling.AsItWas, Spelling.Decomposed];
    private static readonly Spelling[] _ofAll =
        [Spelling.AsItWas, Spelling.Decomposed, Spelling.TrailingBlank, Spelling.NoBreakSpace, Spelling.ZeroWidth];

    private readonly Dice _dice;

    private PeopleFile(IReadOnlyList<ChaosRow> rows, Dice dice)
    {
        Rows = rows;
        _dice = dice;
    }

    public IReadOnlyList<ChaosRow> Rows { get; }

    /// <summary>Generates the file: some rows have a value that the vendor refuses.</summary>
    public static PeopleFile Generate(int count, int seed)
    {
        var dice = new Dice(seed, "people");
        ChaosRow[] rows =
        [
            .. RowFile.Generate(count, seed).Select(row => row with
            {
                Key = string.Create(CultureInfo.InvariantCulture, $"caf\u00e9-{seed}-{row.Number:D6}"),
                IsBroken = row.IsRecoverable && dice.Next(20) == 0,
            }),
        ];
        return new PeopleFile(rows, dice);
    }

    public IReadOnlyList<ChaosRow> Respelled() => Shuffled(row => row with
    {
        Spelling = row.Vendor == ChaosVendor.Reseller
            ? _ofNamesWithoutSpaces[_dice.Next(_ofNamesWithoutSpaces.Length)]
            : _ofAll[_dice.Next(_ofAll.Length)],
    });

    public IReadOnlyList<ChaosRow> InOtherCase() =>
        Shuffled(row => row with { Spelling = _dice.Next(2) == 0 ? Spelling.OtherCase : Spelling.AsItWas });

    public IReadOnlyList<ChaosRow> WithColumn() => Shuffled(row => row with { HasColumn = _dice.Next(2) == 0 });

    private ChaosRow[] Shuffled(System.Func<ChaosRow, ChaosRow> change)
    {
        ChaosRow[] rows = [.. Rows.Select(change)];
        for (int index = rows.Length - 1; index > 0; index--)
        {
            int other = _dice.Next(index + 1);
            (rows[index], rows[other]) = (rows[other], rows[index]);
        }

        return rows;
    }
}
