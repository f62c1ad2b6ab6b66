namespace Provisioning.Journal;

/// <summary>
/// The location of a journal, in a form that can be shown: never a connection string, because that may contain a password.
/// </summary>
/// <param name="Text">The full path of a file, or the address of a database without credentials.</param>
internal readonly record struct JournalLocation(string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
