using System;
using System.Net.Http;
using System.Threading;

namespace Provisioning.Http;

/// <summary>
/// Whether a call began to leave. Until then nothing of it can have reached the vendor (refused port, unknown host, connect or TLS failure),
/// from then on it may have.
/// </summary>
internal sealed class Departure
{
    private static readonly AsyncLocal<Departure?> s_current = new();

    private volatile bool _began;

    /// <summary>The departure of the call that this flow of execution is making; null where it makes none.</summary>
    public static Departure? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>Whether the call began to leave.</summary>
    public bool Began => _began;

    /// <summary>Notes that the call is about to leave.</summary>
    public void Note() => _began = true;

    /// <summary>
    /// What a connection calls before it is written to. Whoever sends a request writes it in its own flow of execution, on a new connection as on a
    /// kept one. A request that asks a proxy for a way to the vendor is not the vendor's: nothing of the call has left with it.
    /// </summary>
    /// <param name="opener">The request that the connection is opened for.</param>
    public static Action? Observer(HttpRequestMessage opener) => opener.Method.Method == "CONNECT" ? null : static () => Current?.Note();
}
