using System.IO;
using Provisioning.Chaos.Rows;

namespace Provisioning.Chaos.JournalFaults;

/// <summary>One bit that is flipped in a journal or its log, or an end that is cut off.</summary>
internal sealed class FileDamage
{
    private readonly string _path;
    private readonly long _position;
    private readonly byte _bit;
    private readonly byte[] _end = [];

    private FileDamage(string path, long position, byte bit, byte[] end) => (_path, _position, _bit, _end) = (path, position, bit, end);

    /// <summary>Damages a journal.</summary>
    public static FileDamage Of(string journal, Dice dice)
    {
        string log = journal + "-wal";
        string path = File.Exists(log) && new FileInfo(log).Length > 0 && dice.Next(2) == 0 ? log : journal;
        long length = new FileInfo(path).Length;
        if (dice.Next(4) == 0)
        {
            int cut = 1 + dice.Next((int)System.Math.Min(length - 1, 20_000));
            byte[] all = File.ReadAllBytes(path);
            using FileStream file = File.Open(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            file.SetLength(length - cut);
            return new FileDamage(path, length - cut, 0, all[^cut..]);
        }

        var damage = new FileDamage(path, dice.Next((int)length), (byte)(1 << dice.Next(8)), []);
        damage.Flip();
        return damage;
    }

    /// <summary>Takes the damage back.</summary>
    public void Undo()
    {
        if (_end.Length == 0)
        {
            Flip();
            return;
        }

        using FileStream file = File.Open(_path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Position = _position;
        file.Write(_end);
    }

    public override string ToString() => $"{Path.GetFileName(_path)} at {_position}, bit {_bit}, {_end.Length} bytes cut";

    private void Flip()
    {
        using FileStream file = File.Open(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Position = _position;
        int value = file.ReadByte();
        file.Position = _position;
        file.WriteByte((byte)(value ^ _bit));
    }
}
