using System;
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
    private readonly TokenCall _call;
    private readonly ConnectionOptions _options;

    /// <exception cref="ArgumentException">The address is neither https nor loopback.</exception>
    public TokenEndpoint(TokenCall call, ConnectionOptions options)
    {
        ServiceAddress.Check(call.Address);
        _call = call;
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
        using HttpRequestMessage request = _call.CreateRequest();
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, timeout.Token).ConfigureAwait(false);
            return Read(await AnswerReader.ReadAsync(response, _options.TimeProvider, timeout.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            throw new TokenRequestException(
                _call.Address, new TimeoutException($"it did not answer within {_options.Timeout.TotalSeconds:0.###} s"));
        }
        catch (Exception exception) when (exception is HttpRequestException or System.IO.IOException)
        {
            throw new TokenRequestException(_call.Address, exception);
        }
    }

    private AccessToken Read(Answer answer)
    {
        string host = _call.Address.Authority;
        if (answer.Status == 200 && _call.Read(answer) is { } token)
        {
            if (HeaderValue.Problem(_call.Header, token.Value.Reveal()) is { } problem)
            {
                throw new VendorApiException(
                    ProvisioningError.NotSent, $"The token endpoint {host} returned a token that cannot be sent: {problem}")
                {
                    HttpStatus = answer.Status,
                };
            }

            return token;
        }

        string? code = answer.Json.Text("error");
        var redactor = new Redactor(() => [_call.Credential]);
        string message = Show($"The token endpoint {host} returned no token (HTTP {answer.Status}): {ReasonOf(answer)}");
        throw new VendorApiException(ErrorOf(answer), message)
        {
            HttpStatus = answer.Status,
            VendorCode = code is null ? null : Show(code),
        };

        string Show(string text) => ShownText.Of(redactor.Mask(text, []));
    }

    private ProvisioningError ErrorOf(Answer answer) => answer.Status switch
    {
        200 when _call.IsRefusal(answer) => ProvisioningError.CredentialsRefused,
        400 or 401 or 403 => ProvisioningError.CredentialsRefused,
        301 or 302 or 307 or 308 or 404 or 405 => ProvisioningError.WrongBaseAddress,
        407 => ProvisioningError.ProxyRefused,
        _ => ProvisioningError.NotSent,
    };

    private string ReasonOf(Answer answer) => ErrorOf(answer) switch
    {
        ProvisioningError.ProxyRefused => ProxyFailure.OfStatus407(_call.Address, _options.Proxy) + ".",
        ProvisioningError.WrongBaseAddress =>
            $"{Sentence.End(answer.GivenReason ?? "no such page")} The address of the token endpoint looks wrong ({_call.AddressParameter}).",
        _ => _call.FindReason(answer) ?? answer.GivenReason ?? answer.Problem ?? $"its answer has no {_call.TokenMember}",
    };
}
