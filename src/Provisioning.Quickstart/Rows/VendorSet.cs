using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Provisioning.Operations;

namespace Provisioning.Quickstart.Rows;

/// <summary>The four vendors, each connected to its part of the sandbox; the column <c>vendor</c> chooses.</summary>
internal sealed class VendorSet(Uri sandbox) : IDisposable
{
    private const string Column = "vendor";

    private readonly VendorRows[] _vendors =
    [
        QuickHelpRows.Connect(new Uri(sandbox, "quickhelp/")),
        CloudCockpitRows.Connect(new Uri(sandbox, "cloudcockpit/")),
        ResellerRows.Connect(new Uri(sandbox, "reseller/")),
        SafeMobiRows.Connect(new Uri(sandbox, "safemobi/")),
    ];

    /// <exception cref="InvalidDataException">The row names no vendor, or one that nobody knows.</exception>
    public PreparedRow Prepare(CsvRow row)
    {
        string? name = row.Cells.GetValueOrDefault(Column);
        VendorRows vendor = _vendors.FirstOrDefault(known => string.Equals(known.Definition.Vendor.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidDataException($"Row {row.Number}: the column {Column} must be one of {string.Join(", ", _vendors.Select(known => known.Definition.Vendor))} (is '{name}').");
        return vendor.Prepare(row);
    }

    public (string? Id, string? Name) Identify(PreparedOperation operation, ProvisionedResource created) =>
        _vendors.Single(vendor => vendor.Definition == operation.Definition).Identify(created);

    public void Dispose()
    {
        foreach (VendorRows vendor in _vendors)
            vendor.Dispose();
    }
}
