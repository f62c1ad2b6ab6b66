using System.Globalization;
using System.Text;

namespace Provisioning.Chaos.Rows;

/// <summary>How a person, or the program that exported a file, spells a name that stays the same.</summary>
internal enum Spelling
{
    AsItWas,
    Decomposed,
    TrailingBlank,
    NoBreakSpace,
    ZeroWidth,
    OtherCase,
}

/// <summary>Spells names.</summary>
internal static class Spellings
{
    public static string Of(this Spelling spelling, string name) => spelling switch
    {
        Spelling.Decomposed => name.Normalize(NormalizationForm.FormD),
        Spelling.TrailingBlank => name + " ",
        Spelling.NoBreakSpace => name + "\u00a0",
        Spelling.ZeroWidth => "\u200b" + name,
        Spelling.OtherCase => name.ToUpper(CultureInfo.InvariantCulture),
        _ => name,
    };
}
