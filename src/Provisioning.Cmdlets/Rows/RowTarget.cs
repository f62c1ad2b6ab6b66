using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using Provisioning.Operations;
using Provisioning.Secrets;

namespace Provisioning.Cmdlets.Rows;

/// <summary>
/// A row as an error shows it: as it was given, every column with its text, so that it exports to a file that can be mended and run again. Secrets are
/// masked, and so is every cell that may hold one.
/// </summary>
internal static class RowTarget
{
    public const string TypeName = "Provisioning.Request";

    private static readonly Regex s_secretName = new(
        "pass(word|wort|wd|phrase|code)?|pwd|secret|token|api.?key|credential|kennwort|passwort|senha|contrase|motdepasse",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled);

    public static PSObject Of(PreparedOperation operation)
    {
        var target = new PSObject();
        target.TypeNames.Insert(0, TypeName);
        foreach (KeyValuePair<string, string> cell in Cells(operation))
            target.Properties.Add(new PSNoteProperty(cell.Key, cell.Value));
        return target;
    }

    /// <summary>The cells, with the row's number first.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Cells(PreparedOperation operation)
    {
        yield return new(InputRow.NumberColumn, operation.Row.ToString(System.Globalization.CultureInfo.InvariantCulture));
        IEnumerable<KeyValuePair<string, string>> cells = operation.Input is InputRow row
            ? row.Columns.Select(static column => new KeyValuePair<string, string>(column.Key, InputRow.Text(column.Value)))
            : operation.VisibleFields.Select(static field => new KeyValuePair<string, string>(FlatName.Of(field.Key), FieldText.Of(field.Value)));
        KeyValuePair<string, string>[] all = [.. cells];
        Func<string, string> mask = MaskOf(operation, all);
        foreach (KeyValuePair<string, string> cell in all)
        {
            if (!cell.Key.Equals(InputRow.NumberColumn, StringComparison.OrdinalIgnoreCase))
                yield return new(cell.Key, cell.Value.Length > 0 && IsSecret(cell.Key) ? Secrets.Secret.Masked : mask(cell.Value));
        }
    }

    /// <summary>Masks the secrets of a row and its connection, and those that were refused and are therefore not among the row's.</summary>
    public static string Mask(PreparedOperation operation, string text) => operation.Input is InputRow row
        ? MaskOf(operation, [.. row.Columns.Select(static column => new KeyValuePair<string, string>(column.Key, InputRow.Text(column.Value)))])(text)
        : operation.Mask(text);

    private static Func<string, string> MaskOf(PreparedOperation operation, KeyValuePair<string, string>[] cells)
    {
        EncodedSecret[] refused = EncodedSecret.Of(cells
            .Where(static cell => cell.Value.Length > 1 && cell.Value != Secrets.Secret.Masked && IsSecret(cell.Key))
            .Select(static cell => Secrets.Secret.From(cell.Value)!));
        if (refused.Length == 0)
            return operation.Mask;
        var redactor = new Redactor(static () => []);
        return text => redactor.Mask(operation.Mask(text), refused);
    }

    /// <summary>Whether a column is named like a secret: one that bound to nothing may be a password's whose header was mistyped.</summary>
    internal static bool IsSecret(string header)
    {
        string name = new([.. NameRule.Normalize(header).Where(char.IsLetterOrDigit)]);
        return s_secretName.IsMatch(name) || Similarity.Distance(name.ToUpperInvariant(), "PASSWORD") <= 2;
    }
}
