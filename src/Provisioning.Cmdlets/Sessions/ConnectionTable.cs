using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using Provisioning.Connections;

namespace Provisioning.Cmdlets.Sessions;

/// <summary>
/// The open connections of one session. Each runspace has its own, so that in a host with several users nobody creates customers with
/// another user's credentials.
/// </summary>
internal sealed class ConnectionTable
{
    private static readonly ConditionalWeakTable<Runspace, ConnectionTable> s_tables = new();
    private static readonly ConnectionTable s_noRunspace = new();

    private readonly List<Connection> _connections = [];

    /// <summary>The table of the session on this thread.</summary>
    public static ConnectionTable Current => Runspace.DefaultRunspace is { } runspace
        ? s_tables.GetValue(runspace, static _ => new ConnectionTable())
        : s_noRunspace;

    /// <summary>The connections, the latest last.</summary>
    public IReadOnlyList<Connection> All
    {
        get
        {
            lock (_connections)
                return [.. _connections];
        }
    }

    /// <summary>Adds a connection. An existing one with the same name is closed, because it could no longer be found.</summary>
    public void Add(Connection connection)
    {
        Remove(connection.Name);
        lock (_connections)
            _connections.Add(connection);
    }

    public Connection? Find(string name) =>
        All.LastOrDefault(connection => connection.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public Connection? Latest(Vendor vendor) => All.LastOrDefault(connection => connection.Vendor == vendor);

    /// <summary>Removes a connection and forgets its secrets.</summary>
    public bool Remove(string name)
    {
        Connection? found = Find(name);
        if (found is null)
            return false;
        lock (_connections)
            _connections.Remove(found);
        found.Dispose();
        return true;
    }
}
