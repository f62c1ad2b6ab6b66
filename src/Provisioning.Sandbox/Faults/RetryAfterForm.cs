namespace Provisioning.Sandbox.Faults;

/// <summary>The two forms of <c>Retry-After</c> in HTTP.</summary>
public enum RetryAfterForm
{
    /// <summary>A number of seconds.</summary>
    Seconds,

    /// <summary>An HTTP date.</summary>
    Date,
}
