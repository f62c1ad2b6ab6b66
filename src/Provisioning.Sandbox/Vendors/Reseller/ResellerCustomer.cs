using System.Threading;

namespace Provisioning.Sandbox.Vendors.Reseller;

/// <summary>A customer of a reseller, with its credits.</summary>
internal sealed class ResellerCustomer(string id, bool isPostPaid, long credits = 0)
{
    private readonly Lock _adding = new();
    private long _credits = credits;

    public string Id => id;

    public long Credits => Interlocked.Read(ref _credits);

    /// <summary>
    /// Adds credits, or takes them if the amount is negative. The call has no reference that could tell a repetition, so the same call
    /// twice adds twice.
    /// </summary>
    public ResellerStatus Add(long amount, out long after)
    {
        lock (_adding)
        {
            after = _credits;
            if (isPostPaid)
                return ResellerStatus.PostPaidCustomer;
            if (amount < -_credits)
                return ResellerStatus.InsufficientCredits;
            if (amount > long.MaxValue - _credits)
                return ResellerStatus.InvalidValue;

            after += amount;
            Interlocked.Exchange(ref _credits, after);
            return ResellerStatus.Ok;
        }
    }
}
