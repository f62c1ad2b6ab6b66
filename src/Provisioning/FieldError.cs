namespace Provisioning;

/// <summary>What is wrong with one field, by our own check or by the vendor's word.</summary>
/// <param name="Field">The field's name on the wire; a dot leads into a nested object.</param>
/// <param name="Message">The rule that is broken, or what the vendor said.</param>
/// <param name="Value">The value as given; <c>***</c> for a secret, null where nothing was given.</param>
public sealed record FieldError(string Field, string Message, string? Value = null)
{
    /// <summary>One line for a person.</summary>
    /// <returns><c>licenses: must be a whole number (is 'ten')</c></returns>
    public override string ToString() => Value is null ? $"{Field}: {Message}" : $"{Field}: {Message} (is '{Shorten(Value)}')";

    private static string Shorten(string value) => value.Length <= 80 ? value : value.Substring(0, 77) + "...";
}
