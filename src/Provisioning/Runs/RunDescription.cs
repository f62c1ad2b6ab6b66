using System;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Http;
using Provisioning.Journal;
using Provisioning.Operations;

namespace Provisioning.Runs;

/// <summary>What the journal learns of a run, and what a run says of rows that its end came before.</summary>
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

    /// <summary>The module itself failed on a row: nobody can tell what became of its call.</summary>
    public static OperationResult ModuleFailed(PreparedOperation operation, Exception exception) => new()
    {
        Last = new Attempt { Delivery = Delivery.Unknown, Message = operation.Mask("The module failed on this row: " + exception.Message) },
    };

    /// <summary>What tells the account, where the wire names none; null where it does.</summary>
    public static AccountRequest? AccountOf(Connection connection) => connection.Account is not null ? null : new AccountRequest(
        connection.Vendor.Name,
        connection.Vendor.Canonical(connection.BaseUri).AbsoluteUri,
        connection.Vendor.AccountPrefix,
        connection.AccountName,
        connection.IsNewAccount,
        connection.LastingCredential is { } credential ? key => Credential.Digest(credential, key) : null);

    /// <summary>The run was stopped before the row's call was begun.</summary>
    public static OperationResult NotBegun(bool isInDoubt) => new()
    {
        Last = isInDoubt
            ? Attempt.Stopped with { Delivery = Delivery.Unknown, Message = Attempt.Stopped.Message + " An earlier run's call is still in doubt." }
            : Attempt.Stopped,
    };
}
