using System;
using System.Collections.Generic;
using System.Linq;
using Provisioning.Quickstart.Rows;
using Provisioning.Runs;

namespace Provisioning.Quickstart;

/// <summary>What was created, and what was refused and why.</summary>
internal sealed class Report
{
    private readonly List<string[]> _created = [["Row", "Vendor", "Id", "Name", "Outcome"]];
    private readonly List<string[]> _refused = [["Row", "Vendor", "Name", "Error", "Why"]];
    private readonly List<int> _rowsNotCreated = [];

    public IReadOnlyList<int> RowsNotCreated => _rowsNotCreated;

    public void Add(RowResult result, VendorSet vendors)
    {
        string row = $"{result.Operation.Row,3}";
        string vendor = result.Operation.Definition.Vendor.Name;
        if (result.Resource is { } resource)
        {
            (string? id, string? name) = vendors.Identify(result.Operation, resource);
            _created.Add([row, vendor, id ?? string.Empty, name ?? string.Empty, resource.Outcome.ToString()]);
            return;
        }

        _rowsNotCreated.Add(result.Operation.Row);
        string[] reasons = result.Error switch
        {
            null => ["the run ended before its turn"],
            { FieldErrors: { Count: > 0 } errors } => [.. errors.Select(error => error.ToString())],
            var error => [error.Message],
        };
        _refused.Add([row, vendor, result.Operation.Key ?? string.Empty, result.Error?.Error.ToString() ?? "NotStarted", reasons[0]]);
        _refused.AddRange(reasons.Skip(1).Select(reason => new[] { string.Empty, string.Empty, string.Empty, string.Empty, reason }));
    }

    public void Print()
    {
        Print("Created", _created);
        Print("Refused", _refused);
    }

    private static void Print(string title, List<string[]> lines)
    {
        int[] widths = [.. Enumerable.Range(0, lines[0].Length).Select(column => lines.Max(line => line[column].Length))];
        Console.WriteLine();
        Console.WriteLine(title);
        foreach (string[] line in lines)
            Console.WriteLine("  " + string.Join("  ", line.Zip(widths, (cell, width) => cell.PadRight(width))).TrimEnd());
        if (lines.Count == 1)
            Console.WriteLine("  (none)");
    }
}
