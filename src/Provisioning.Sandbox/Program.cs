using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading.Tasks;

namespace Provisioning.Sandbox;

/// <summary>Runs the sandbox until it is told to stop.</summary>
internal static class Program
{
    private const string DefaultUrls = "http://127.0.0.1:5080";

    private static async Task<int> Main(string[] args)
    {
        if (!TryReadUrls(args, out string urls))
        {
            await Console.Error.WriteLineAsync(
                $"Usage: Provisioning.Sandbox [--urls <address>[;<address>]]   (default {DefaultUrls})").ConfigureAwait(false);
            return 2;
        }

        try
        {
            SandboxServer server = await SandboxServer.StartAsync(urls).ConfigureAwait(false);
            await using (server.ConfigureAwait(false))
            {
                foreach (Uri address in server.Addresses)
                    Console.WriteLine($"Provisioning sandbox listening on {address}");

                await StopSignalAsync().ConfigureAwait(false);
            }

            return 0;
        }
        catch (Exception e) when (e is ArgumentException or IOException)
        {
            // The user can fix a wrong address or a port that is in use. A message helps with that, a stack trace does not.
            await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return 1;
        }
    }

    private static bool TryReadUrls(string[] args, out string urls)
    {
        urls = DefaultUrls;
        switch (args)
        {
            case []:
                return true;
            case ["--urls", var value]:
                urls = value;
                return true;
            case [var one] when one.StartsWith("--urls=", StringComparison.Ordinal):
                urls = one["--urls=".Length..];
                return true;
            default:
                return false;
        }
    }

    private static async Task StopSignalAsync()
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Stop(PosixSignalContext context)
        {
            // Without this the runtime would end the process before the server has closed its connections.
            context.Cancel = true;
            stopped.TrySetResult();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        await stopped.Task.ConfigureAwait(false);
    }
}
