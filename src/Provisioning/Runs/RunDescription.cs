using System;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Http;
using Provisioning.Journal;
using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>What the journal records about a run, and the result of rows that the run did not get to.</summary>
internal static class RunDescription
{
    public static RunRecord Of(Connection connection, RunOptions options, TimeProvider time)
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return new RunRecord
        {
            Id = Guid.NewGuid(),
            User = Environment.UserName,
            Computer = Environment.MachineName,
            Process = process.Id,
            Command = options.Command ?? connection.Vendor.Name,
            Vendor = connection.Vendor.Name,
            BaseUri = connection.BaseUri.AbsoluteUri,
            Account = connection.Account,
            Connection = connection.Name,
            Source = options.Source,
            LongestCall = connection.Options.Timeout,
            Started = time.GetUtcNow(),
        };
    }

    /// <summary>What identifies the account if the vendor's API does not name one; null if it does.</summary>
    public static AccountRequest? AccountOf(Connection connection) => connection.Account is not null ? null : new AccountRequest(
        connection.Vendor.Name,
        connection.Vendor.Canonical(connection.BaseUri).AbsoluteUri,
        connection.Vendor.AccountPrefix,
        connection.AccountName,
        connection.IsNewAccount,
        connection.LastingCredential is { } credential ? key => Credential.Digest(credential, key) : null);

    /// <summary>The module itself failed on a row: nobody can tell what became of its call.</summary>
    public static OperationResult ModuleFailed(PreparedOperation operation, Exception exception) => new()
    {
        Last = new Attempt { Delivery = Delivery.Unknown, Message = operation.Mask("The module failed on this row: " + exception.Message) },
    };

    /// <summary>The result of a row whose call was not started.</summary>
    /// <param name="reason">Why it was not.</param>
    /// <param name="isInDoubt">Whether the call of an earlier run is in doubt.</param>
    public static OperationResult NotBegun(Attempt reason, bool isInDoubt) => new()
    {
        Last = isInDoubt
            ? reason with { Delivery = Delivery.Unknown, Message = reason.Message + " The call of an earlier run is still in doubt." }
            : reason,
    };
}
