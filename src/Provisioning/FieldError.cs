using Provisioning.Operations;

namespace Provisioning;

/// <summary>What is wrong with one field, according to the documented rules or to the vendor.</summary>
/// <param name="Field">The field's name on the wire; a dot separates a nested object from its field.</param>
/// <param name="Message">The rule that is violated, or what the vendor said.</param>
/// <param name="Value">The value as given; <c>***</c> for a secret, null if nothing was given.</param>
public sealed record FieldError(string Field, string Message, string? Value = null)
{
    /// <summary>Formats the error as one line.</summary>
    /// <returns><c>licenses: must be a whole number (is 'ten')</c></returns>
    public override string ToString() => Value is null ? $"{Field}: {Message}" : $"{Field}: {Message} (is '{Shorten(Value)}')";

    private static string Shorten(string value) => value.Length <= 80 ? value : value.Substring(0, 77) + "...";
}
