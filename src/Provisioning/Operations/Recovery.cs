using System;
using System.Collections.Generic;

namespace Provisioning.Operations;

/// <summary>How the vendor lets a doubtful call be settled, as data; the engine does the settling.</summary>
public abstract class Recovery
{
    private Recovery()
    {
    }

    /// <summary>Nothing documented helps: a person settles it.</summary>
    public sealed class ByAPerson : Recovery
    {
        /// <summary>The one instance.</summary>
        public static ByAPerson Instance { get; } = new();
    }

    /// <summary>The caller chose the id, so reading it back decides.</summary>
    /// <param name="path">The path to read, from the id.</param>
    public sealed class ByReadingBack(Func<string, string> path) : Recovery
    {
        /// <summary>The path to read, from the id.</summary>
        public Func<string, string> Path { get; } = path;
    }

    /// <summary>The same call again: a refusal that says "taken" means that the first one was done.</summary>
    /// <param name="takenCodes">The vendor's codes that say so.</param>
    public sealed class ByCallingAgain(params string[] takenCodes) : Recovery
    {
        /// <summary>The vendor's codes that say that the name is taken.</summary>
        public IReadOnlyCollection<string> TakenCodes { get; } = takenCodes;
    }
}
