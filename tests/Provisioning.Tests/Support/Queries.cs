using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Operations;

namespace Provisioning.Tests.Support;

/// <summary>Asks for the numbers of <see cref="Things.List"/>.</summary>
internal static class Queries
{
    public static QueryExecutor<ThingRequest, int> Query(
        Connection connection, QueryDefinition<ThingRequest, int>? query = null, IOperationLog? log = null) =>
        new(query ?? Things.List, new ThingRequest(), connection, log ?? SilentLog.Instance);

    public static async Task<List<int>> AllAsync(Connection connection, IOperationLog? log = null) =>
        await Query(connection, log: log).ReadItemsAsync().ToListAsync();

    public static async Task<List<int>> AllAsync(Uri address)
    {
        using Connection connection = Make.SafeMobi(address);
        return await AllAsync(connection);
    }
}
