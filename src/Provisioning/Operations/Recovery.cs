using System;
using System.Collections.Generic;

namespace Provisioning.Operations;

/// <summary>How a call in doubt can be settled with the vendor, as data. The executor does it.</summary>
public abstract class Recovery
{
    private Recovery()
    {
    }

    /// <summary>The vendor documents no way: a person settles the operation.</summary>
    public sealed class ByAPerson : Recovery
    {
        /// <summary>The one instance.</summary>
        public static ByAPerson Instance { get; } = new();
    }

    /// <summary>The caller chose the ID, so reading the customer by it decides.</summary>
    /// <param name="path">Makes the path to read from the ID.</param>
    public sealed class ByReadingBack(Func<string, string> path) : Recovery
    {
        /// <summary>Makes the path to read from the ID.</summary>
        public Func<string, string> Path { get; } = path;
    }

    /// <summary>The same call is made again: if the vendor then says that the name is taken, the first call was processed.</summary>
    /// <param name="takenCodes">The vendor's codes that say that the name is taken.</param>
    public sealed class ByCallingAgain(params string[] takenCodes) : Recovery
    {
        /// <summary>The vendor's codes that say that the name is taken.</summary>
        public IReadOnlyCollection<string> TakenCodes { get; } = takenCodes;
    }
}
