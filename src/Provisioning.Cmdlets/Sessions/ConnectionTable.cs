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

    /// <summary>
    /// Adds a connection and makes it the default of its vendor. An existing one with the same name is closed, because it could no longer
    /// be found.
    /// </summary>
    public void Add(Connection connection)
    {
        Remove(connection.Name);
        lock (_connections)
            _connections.Add(connection);
        MakeDefault(connection);
    }

    /// <summary>The default connection of each vendor.</summary>
    public IReadOnlyList<Connection> Defaults => [.. All.Where(static connection => connection.IsDefault)];

    public Connection? Find(string name) =>
        All.LastOrDefault(connection => connection.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The connection that a vendor's commands use if they specify none; null if there is no connection to the vendor.</summary>
    public Connection? Default(Vendor vendor) => All.FirstOrDefault(connection => connection.IsDefault && connection.Vendor == vendor);

    /// <summary>Makes a connection of this session the default of its vendor.</summary>
    public void MakeDefault(Connection connection)
    {
        lock (_connections)
        {
            foreach (Connection other in _connections.Where(other => other.Vendor == connection.Vendor))
                other.IsDefault = ReferenceEquals(other, connection);
        }
    }

    /// <summary>Removes a connection and forgets its secrets. The latest remaining connection to its vendor becomes the default.</summary>
    public bool Remove(string name)
    {
        Connection? found = Find(name);
        if (found is null)
            return false;
        lock (_connections)
            _connections.Remove(found);
        if (found.IsDefault && All.LastOrDefault(connection => connection.Vendor == found.Vendor) is { } latest)
            MakeDefault(latest);
        found.IsDefault = false;
        found.Dispose();
        return true;
    }
}
