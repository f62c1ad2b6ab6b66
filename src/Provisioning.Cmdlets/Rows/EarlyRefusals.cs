using System.Collections.Generic;
using Provisioning.Journal;
using Provisioning.Operations;
using Provisioning.Runs;

namespace Provisioning.Cmdlets.Rows;

/// <summary>
/// Rows that were refused before there was a run. A run is opened for the first row that can be sent, and then takes them up. An input of
/// nothing but bad rows never becomes a run.
/// </summary>
internal sealed class EarlyRefusals
{
    // Each has a message. If more rows break a rule before the first good one, the run counts the rest without keeping them.
    private const int Most = 10_000;

    private readonly List<RowNote> _rows = [];
    private int _count;

    public void Add(PreparedOperation operation, VendorApiException error)
    {
        _count++;
        if (_rows.Count < Most)
            _rows.Add(RowMapping.Note(operation, error));
    }

    public void HandTo(ProvisioningRun run)
    {
        run.TakeUp(_rows, _count);
        _rows.Clear();
        _count = 0;
    }
}
