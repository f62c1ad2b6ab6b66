using System;
using Provisioning.Secrets;

namespace Provisioning.Connections.SignIn;

/// <summary>OAuth 2.0 client credentials (RFC 6749, section 4.4): who requests a token, where, and with which scope.</summary>
/// <param name="ClientId">The form field <c>client_id</c>.</param>
/// <param name="ClientSecret">The form field <c>client_secret</c>.</param>
/// <param name="TokenUri">The token endpoint: https, or a loopback address.</param>
/// <param name="Scope">The form field <c>scope</c>.</param>
public sealed record ClientCredentials(string ClientId, Secret ClientSecret, Uri TokenUri, string Scope);
