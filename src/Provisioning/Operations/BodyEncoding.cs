namespace Provisioning.Operations;

/// <summary>How an operation's fields are written on the wire.</summary>
public enum BodyEncoding
{
    /// <summary><c>application/json</c></summary>
    Json,

    /// <summary><c>application/x-www-form-urlencoded</c></summary>
    Form,
}
