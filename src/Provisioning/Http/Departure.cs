using System;
using System.Net.Http;
using System.Threading;

namespace Provisioning.Http;

/// <summary>
/// Records whether the first byte of a call was sent. Before that nothing can have reached the vendor (unknown host, refused connection,
/// TLS failure); after that the vendor may have received the call.
/// </summary>
internal sealed class Departure
{
    private static readonly AsyncLocal<Departure?> s_current = new();

    private volatile bool _began;

    /// <summary>The departure of the call that this execution flow is making; null if it is making none.</summary>
    public static Departure? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>Whether the first byte was sent.</summary>
    public bool Began => _began;

    /// <summary>Whether the call was handed to the sockets: where those cannot be observed, it may have left from then on.</summary>
    public bool WasHandedOver { get; set; }

    /// <summary>Records that the first byte is about to be sent.</summary>
    public void Note() => _began = true;

    /// <summary>
    /// Returns what a connection calls before each write. A request is written in the execution flow of its sender, on a new connection and
    /// on one that is reused. A request that asks a proxy for a tunnel is not the vendor's: nothing of the call was sent with it.
    /// </summary>
    /// <param name="opener">The request for which the connection is opened.</param>
    public static Action? Observer(HttpRequestMessage opener) => opener.Method.Method == "CONNECT" ? null : static () => Current?.Note();
}
