namespace Provisioning.Sandbox.Faults;

/// <summary>The two forms that HTTP knows for <c>Retry-After</c>.</summary>
public enum RetryAfterForm
{
    /// <summary>A number of seconds.</summary>
    Seconds,

    /// <summary>An HTTP date.</summary>
    Date,
}
