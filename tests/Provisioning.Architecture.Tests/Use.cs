namespace Provisioning.Architecture.Tests;

/// <summary>One type that names another, somewhere in its members or their bodies.</summary>
/// <param name="From">The namespace of the one.</param>
/// <param name="To">The namespace of the other.</param>
/// <param name="Where">Where it does, for a person.</param>
internal sealed record Use(string From, string To, string Where)
{
    public override string ToString() => $"{From} uses {To}: {Where}";
}
