using System.Diagnostics;
using System.Threading.Tasks;

namespace Provisioning.Chaos.JournalFaults;

/// <summary>The few commands of the operating system that make a disk small or a file read-only.</summary>
internal static class Shell
{
    /// <returns>Whether the command could be run and worked.</returns>
    public static async Task<bool> TryAsync(string command, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            await process.StandardError.ReadToEndAsync();
            await output;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
