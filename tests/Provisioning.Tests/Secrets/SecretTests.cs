using System;
using System.Security;
using Newtonsoft.Json;
using Provisioning.Secrets;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Secrets;

public sealed class SecretTests
{
    [Fact]
    public void It_prints_as_stars_and_serializes_to_nothing()
    {
        Secret secret = Make.Secret("MARKER");

        Assert.Equal("***", secret.ToString());
        Assert.Equal("***", $"{secret}");
        Assert.Equal("{}", JsonConvert.SerializeObject(secret));
        Assert.Equal("{}", System.Text.Json.JsonSerializer.Serialize(secret));
        Assert.Empty(typeof(Secret).GetProperties());
    }

    [Fact]
    public void Nothing_and_empty_text_are_no_secret()
    {
        using var empty = new SecureString();

        Assert.Null(Secret.From((string?)null));
        Assert.Null(Secret.From(""));
        Assert.Null(Secret.From((SecureString?)null));
        Assert.Null(Secret.From(empty));
    }

    [Fact]
    public void A_secure_string_may_be_disposed_afterwards()
    {
        var text = new SecureString();
        foreach (char c in "pä ss\U0001F600")
            text.AppendChar(c);
        Secret secret = Secret.From(text)!;
        text.Dispose();

        Assert.Equal("pä ss\U0001F600", secret.Reveal());
    }

    [Fact]
    public void What_is_forgotten_cannot_be_had_any_more()
    {
        Secret secret = Make.Secret("MARKER");

        secret.Forget();
        secret.Forget();

        Assert.DoesNotContain("MARKER", Assert.Throws<ObjectDisposedException>(secret.Reveal).Message, StringComparison.Ordinal);
        Assert.Equal("***", secret.ToString());
    }
}
