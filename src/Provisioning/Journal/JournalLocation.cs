namespace Provisioning.Journal;

/// <summary>Where a journal is, as a person may see it: never a connection string, since that may hold a password.</summary>
/// <param name="Text">A file's full path, or a database's address without credentials.</param>
internal readonly record struct JournalLocation(string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
