using System;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Xunit;

namespace Provisioning.Tests.Support;

/// <summary>A fact that a browser has to show.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Chromium.Path is null)
            Skip = "There is no Chromium on this computer (apt-get install chromium).";
    }
}

/// <summary>Debian's Chromium, without a window and without a network.</summary>
internal static class Chromium
{
    private static readonly string[] s_quiet =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--window-size=1100,900", "--virtual-time-budget=2000",
    ];

    public static string? Path { get; } = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    /// <summary>Runs the browser to its end, and returns what it wrote to standard output.</summary>
    public static string Run(TemporaryFolder folder, string page, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path!) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in s_quiet.Concat(arguments).Append("--user-data-dir=" + folder.At(Guid.NewGuid().ToString())).Append("file://" + page))
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(TimeSpan.FromMinutes(1)))
            process.Kill(entireProcessTree: true);
        return output;
    }

    /// <summary>The color of the first pixel of a PNG file without transparency, or with it.</summary>
    public static (byte Red, byte Green, byte Blue) Corner(string png)
    {
        byte[] file = File.ReadAllBytes(png);
        using var data = new MemoryStream();
        for (int at = 8; at < file.Length;)
        {
            int length = (file[at] << 24) | (file[at + 1] << 16) | (file[at + 2] << 8) | file[at + 3];
            if (System.Text.Encoding.ASCII.GetString(file, at + 4, 4) == "IDAT")
                data.Write(file, at + 8, length);
            at += length + 12;
        }

        data.Position = 0;
        using var pixels = new ZLibStream(data, CompressionMode.Decompress);

        // The first byte says how the line is filtered. No filter changes the first pixel of the first line.
        byte[] first = new byte[4];
        pixels.ReadExactly(first);
        return (first[1], first[2], first[3]);
    }
}
