namespace Provisioning.Operations;

/// <summary>
/// The request of a query that tests a connection. It has no fields: such a query must work for every account and change nothing.
/// </summary>
public sealed class ConnectionTestRequest
{
    private ConnectionTestRequest()
    {
    }

    /// <summary>The only instance.</summary>
    public static ConnectionTestRequest Instance { get; } = new();
}
