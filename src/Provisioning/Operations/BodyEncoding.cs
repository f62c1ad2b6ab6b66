namespace Provisioning.Operations;

/// <summary>How an operation's fields are encoded in the body.</summary>
public enum BodyEncoding
{
    /// <summary><c>application/json</c></summary>
    Json,

    /// <summary><c>application/x-www-form-urlencoded</c></summary>
    Form,
}
