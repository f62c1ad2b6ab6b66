using System;
using System.ComponentModel;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using Provisioning.Http;
using Xunit;

namespace Provisioning.Tests.Http;

/// <summary>What exceptions mean, those of .NET Framework included, which no test here can cause.</summary>
public sealed class FailureTextTests
{
    public static TheoryData<Exception> OfTls =>
    [
        new HttpRequestException("x", new AuthenticationException("no")),
        new HttpRequestException("x", new WebException("no", WebExceptionStatus.SecureChannelFailure)),
        new HttpRequestException("x", new WebException("no", WebExceptionStatus.TrustFailure)),
        new HttpRequestException("x", new WebException("no", new IOException("y", new Win32Exception(unchecked((int)0x80090331), "no")),
            WebExceptionStatus.SendFailure, response: null)),
    ];

    public static TheoryData<Exception> OfOthers =>
    [
        new HttpRequestException("x", new WebException("no", WebExceptionStatus.SendFailure)),
        new HttpRequestException("x", new SocketException((int)SocketError.ConnectionReset)),
        new HttpRequestException("x", new IOException("y", new Win32Exception(5, "no"))),
    ];

    [Theory]
    [MemberData(nameof(OfTls))]
    public void A_failed_handshake_is_one_on_every_platform_and_is_not_waited_for(Exception exception)
    {
        Assert.True(FailureText.IsLasting(exception));
        Assert.True(FailureText.IsOfConnecting(exception));
        Assert.StartsWith("the server's certificate or TLS version was not accepted", FailureText.Of(exception), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(OfOthers))]
    public void Any_other_failure_is_none(Exception exception)
    {
        Assert.False(FailureText.IsLasting(exception));
        Assert.DoesNotContain("TLS", FailureText.Of(exception), StringComparison.Ordinal);
    }
}
