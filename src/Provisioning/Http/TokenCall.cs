using System;
using System.Collections.Generic;
using System.Net.Http;
using Provisioning.Connections.SignIn;
using Provisioning.Operations;
using Provisioning.Secrets;

namespace Provisioning.Http;

/// <summary>The call that asks for an access token, and what its answer says.</summary>
internal sealed class TokenCall
{
    /// <summary>The address, without anything that must not be shown.</summary>
    public required Uri Address { get; init; }

    /// <summary>The parameter of the Connect cmdlet that decides about the address, for messages.</summary>
    public required string AddressParameter { get; init; }

    /// <summary>The credential that the token is requested with.</summary>
    public required Secret Credential { get; init; }

    /// <summary>The header that carries the token.</summary>
    public required string Header { get; init; }

    /// <summary>Makes the request. It reveals the credential, and is called only when the request is sent.</summary>
    public required Func<HttpRequestMessage> CreateRequest { get; init; }

    /// <summary>The member of the answer that has the token, for messages.</summary>
    public required string TokenMember { get; init; }

    /// <summary>Reads the token of an answer with HTTP status 200; null if it has none.</summary>
    public required Func<Answer, AccessToken?> Read { get; init; }

    /// <summary>Whether an answer with HTTP status 200 says that the credential is not accepted. Default: none does.</summary>
    public Func<Answer, bool> IsRefusal { get; init; } = static _ => false;

    /// <summary>Reads why there is no token; null if the answer does not say.</summary>
    public required Func<Answer, string?> FindReason { get; init; }

    /// <summary>OAuth 2.0 client credentials (RFC 6749, section 4.4).</summary>
    public static TokenCall Of(ClientCredentials credentials) => new()
    {
        Address = credentials.TokenUri,
        AddressParameter = "-TokenUri",
        Credential = credentials.ClientSecret,
        Header = "Authorization",
        CreateRequest = () => new HttpRequestMessage(HttpMethod.Post, credentials.TokenUri)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["client_id"] = credentials.ClientId,
                ["client_secret"] = credentials.ClientSecret.Reveal(),
                ["scope"] = credentials.Scope,
                ["grant_type"] = "client_credentials",
            }),
        },
        TokenMember = "access_token",
        Read = static answer => Secret.From(answer.Json.Text("access_token")) is { } token
            ? new AccessToken(token, TimeSpan.FromSeconds(answer.Json.Int32("expires_in") ?? 3599))
            : null,
        FindReason = static answer => answer.Json.Text("error_description"),
    };
}
