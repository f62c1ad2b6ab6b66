using System.Threading;

namespace Provisioning.Sandbox.State;

/// <summary>Counts the calls that are open, and their maximum.</summary>
internal sealed class ConcurrencyGauge
{
    private int _now;
    private int _max;

    public int Max => Volatile.Read(ref _max);

    public void Enter()
    {
        int now = Interlocked.Increment(ref _now);
        int max = Volatile.Read(ref _max);
        while (now > max)
        {
            int seen = Interlocked.CompareExchange(ref _max, now, max);
            if (seen == max)
                return;
            max = seen;
        }
    }

    public void Leave() => Interlocked.Decrement(ref _now);

    public void Clear() => Volatile.Write(ref _max, Volatile.Read(ref _now));
}
