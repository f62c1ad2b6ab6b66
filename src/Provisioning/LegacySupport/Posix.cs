using System;
using System.Runtime.InteropServices;
using System.Text;

namespace Provisioning.LegacySupport;

/// <summary>What files are to the operating system. .NET has no API for it.</summary>
internal static class Posix
{
    private const int CurrentFolder = -100;
    private const uint NumberAndSize = 0x100 | 0x200;
    private const int FileExists = 17;

    private static readonly bool s_isLinux = RuntimeInformation.IsOSPlatform(OSPlatform.Linux);
    private static readonly bool s_isUnix = !RuntimeInformation.IsOSPlatform(OSPlatform.Windows);
    private static bool s_hasStatX = s_isLinux;

    /// <summary>Returns the text of a path as the system's calls expect it.</summary>
    public static byte[] Encode(string path) => Encoding.UTF8.GetBytes(path + '\0');

    /// <summary>Gets what distinguishes a file from any other one that exists.</summary>
    /// <param name="path">The path, from <see cref="Encode"/>.</param>
    /// <param name="buffer">256 bytes.</param>
    /// <param name="file">The device, the number on it, and the length in bytes.</param>
    /// <returns>True; false if there is no file; null if this system cannot tell.</returns>
    public static bool? TryIdentify(byte[] path, byte[] buffer, out (long Device, long Number, long Length) file)
    {
        file = default;
        if (!s_hasStatX)
            return null;
        try
        {
            if (StatX(CurrentFolder, path, 0, NumberAndSize, buffer) != 0)
                return false;
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            // Older versions of musl do not have the function.
            s_hasStatX = false;
            return null;
        }

        file = (BitConverter.ToInt64(buffer, 136), BitConverter.ToInt64(buffer, 32), BitConverter.ToInt64(buffer, 40));
        return true;
    }

#if NET8_0_OR_GREATER
    /// <summary>
    /// Makes a socket give up what the other side does not acknowledge within a time (Linux: <c>TCP_USER_TIMEOUT</c>). Elsewhere the operating
    /// system decides.
    /// </summary>
    public static void LimitSendTime(System.Net.Sockets.Socket socket, TimeSpan time)
    {
        const int Tcp = 6;
        const int UserTimeout = 18;
        if (!s_isLinux || time <= TimeSpan.Zero || time.TotalMilliseconds > int.MaxValue)
            return;
        try
        {
            socket.SetRawSocketOption(Tcp, UserTimeout, BitConverter.GetBytes((int)time.TotalMilliseconds));
        }
        catch (System.Net.Sockets.SocketException)
        {
            // A kernel that only looks like Linux does not have the option.
        }
    }
#endif

    /// <summary>Gives a file a second path, if there is nothing at that path.</summary>
    /// <returns>True; false if there is something; null if this system or this file system cannot do it.</returns>
    public static bool? TryLink(string file, string path)
    {
        if (!s_isUnix)
            return null;
        try
        {
            return Link(Encode(file), Encode(path)) == 0 ? true : Marshal.GetLastWin32Error() == FileExists ? false : null;
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int StatX(int folder, byte[] path, int flags, uint mask, byte[] result);

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    private static extern int Link(byte[] file, byte[] path);
}
