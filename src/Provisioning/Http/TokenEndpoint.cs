using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;
using Provisioning.Connections.SignIn;
using Provisioning.LegacySupport;
using Provisioning.Operations;
using Provisioning.Secrets;

namespace Provisioning.Http;

/// <summary>Fetches access tokens.</summary>
internal sealed class TokenEndpoint
{
    private readonly ClientCredentials _credentials;
    private readonly ConnectionOptions _options;

    public TokenEndpoint(ClientCredentials credentials, ConnectionOptions options)
    {
        ServiceAddress.Check(credentials.TokenUri);
        _credentials = credentials;
        _options = options;
    }

    /// <exception cref="VendorApiException">The endpoint refused the credentials, or its answer cannot be read.</exception>
    /// <exception cref="HttpRequestException">The endpoint could not be reached.</exception>
    public async Task<AccessToken> FetchAsync()
    {
        using CancellationTokenSource timeout = _options.TimeProvider.CreateCancellationTokenSource(_options.Timeout);

        // Tokens are fetched rarely. A separate client, which is closed afterwards, keeps the vendor's handlers and credentials away from
        // this host. Its calls are not observed, because they are not calls to the vendor.
        TimeSpan connectTimeout = VendorClient.ConnectTimeout(_options);
        using var http = new HttpClient(Platform.CreateSocketHandler(_options.Proxy, connectTimeout, _options.Timeout, connections: null, static _ => null))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = _credentials.ClientId,
            ["client_secret"] = _credentials.ClientSecret.Reveal(),
            ["scope"] = _credentials.Scope,
            ["grant_type"] = "client_credentials",
        });
        try
        {
            using HttpResponseMessage response = await http.PostAsync(_credentials.TokenUri, form, timeout.Token).ConfigureAwait(false);
            return Read(await AnswerReader.ReadAsync(response, _options.TimeProvider, timeout.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            throw new TokenRequestException(
                _credentials.TokenUri, new TimeoutException($"it did not answer within {_options.Timeout.TotalSeconds:0.###} s"));
        }
        catch (Exception exception) when (exception is HttpRequestException or System.IO.IOException)
        {
            throw new TokenRequestException(_credentials.TokenUri, exception);
        }
    }

    private AccessToken Read(Answer answer)
    {
        string host = _credentials.TokenUri.Authority;
        if (answer.Status == 200 && Secret.From(answer.Json.Text("access_token")) is { } token)
        {
            if (HeaderValue.Problem("Authorization", token.Reveal()) is { } problem)
            {
                throw new VendorApiException(
                    ProvisioningError.NotSent, $"The token endpoint {host} returned a token that cannot be sent: {problem}")
                {
                    HttpStatus = answer.Status,
                };
            }

            return new AccessToken(token, TimeSpan.FromSeconds(answer.Json.Int32("expires_in") ?? 3599));
        }

        string? code = answer.Json.Text("error");
        var redactor = new Redactor(() => [_credentials.ClientSecret]);
        string message = Show($"The token endpoint {host} returned no token (HTTP {answer.Status}): {ReasonOf(answer)}");
        throw new VendorApiException(ErrorOf(answer.Status), message)
        {
            HttpStatus = answer.Status,
            VendorCode = code is null ? null : Show(code),
        };

        string Show(string text) => ShownText.Of(redactor.Mask(text, []));
    }

    private static ProvisioningError ErrorOf(int status) => status switch
    {
        400 or 401 or 403 => ProvisioningError.CredentialsRefused,
        301 or 302 or 307 or 308 or 404 or 405 => ProvisioningError.WrongBaseAddress,
        407 => ProvisioningError.ProxyRefused,
        _ => ProvisioningError.NotSent,
    };

    private string ReasonOf(Answer answer) => ErrorOf(answer.Status) switch
    {
        ProvisioningError.ProxyRefused => ProxyFailure.OfStatus407(_credentials.TokenUri, _options.Proxy) + ".",
        ProvisioningError.WrongBaseAddress =>
            $"{Sentence.End(answer.GivenReason ?? "no such page")} The address of the token endpoint looks wrong (-TokenUri).",
        _ => answer.Json.Text("error_description") ?? answer.GivenReason ?? answer.Problem ?? "its answer has no access_token",
    };
}
