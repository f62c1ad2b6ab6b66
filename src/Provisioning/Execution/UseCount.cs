using System;
using System.Threading;

namespace Provisioning.Execution;

/// <summary>Counts who uses something, and releases it when it was closed and the last one has ended.</summary>
/// <param name="release">Releases it.</param>
internal sealed class UseCount(Action release)
{
    // The owner is one of the users, until it closes.
    private int _users = 1;
    private int _isClosed;

    /// <summary>Whether it was closed.</summary>
    public bool IsClosed => Volatile.Read(ref _isClosed) != 0;

    /// <summary>Begins a use. Returns false if it was closed.</summary>
    public bool TryBegin()
    {
        int users = Volatile.Read(ref _users);
        while (users > 0 && !IsClosed)
        {
            int seen = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (seen == users)
                return true;
            users = seen;
        }

        return false;
    }

    /// <summary>Ends a use.</summary>
    public void End()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            release();
    }

    /// <summary>Lets no further use begin.</summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 0)
            End();
    }
}
