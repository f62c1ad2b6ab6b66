using System;
using System.Collections.Concurrent;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Provisioning.Connections;
using Provisioning.LegacySupport;
using Provisioning.Operations;

namespace Provisioning.Http;

/// <summary>Sends one call of a connection and says what is known of it. It never retries: that is the retry policy's business.</summary>
internal sealed class VendorClient : IDisposable
{
    private const string ClientName = "vendor";

    private readonly Connection _connection;
    private readonly ServiceProvider _services;
    private readonly HttpClient _http;
    private readonly ConcurrentDictionary<string, Uri> _addresses = new(StringComparer.Ordinal);
    private readonly Func<string, Uri> _resolve;

    public VendorClient(Connection connection)
    {
        _connection = connection;
        _resolve = path => new Uri(connection.BaseUri, path);
        _services = BuildServices(connection);
        _http = CreateClient(_services, ClientName);
    }

    /// <summary>The limit of sockets: as many as a run may have operations at once, and some for read-backs.</summary>
    internal const int MaximumConnections = 264;

    /// <summary>Makes a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="judge">Reads what an answer says of the call.</param>
    /// <param name="abandon">Gives up a call that is on its way.</param>
    /// <returns>What came of it.</returns>
    public async Task<Attempt> SendAsync(Call call, Func<Answer, Verdict> judge, CancellationToken abandon)
    {
        ConnectionOptions options = _connection.Options;
        using CancellationTokenSource timeout = options.TimeProvider.CreateCancellationTokenSource(options.Timeout);
        using CancellationTokenRegistration abandoned = abandon.Register(static state => ((CancellationTokenSource)state!).Cancel(), timeout);
        for (bool renewed = false; ; renewed = true)
        {
            using VendorRequest request = CreateRequest(call);
            try
            {
                using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token).ConfigureAwait(false);
                Answer answer = await AnswerReader.ReadAsync(response, options.TimeProvider, timeout.Token).ConfigureAwait(false);
                call.Trace?.Invoke(call.Mask("< " + (answer.Text ?? answer.Problem)));
                if (answer.Status == 401 && !renewed && _connection.SignIn.Renew(request.Token))
                    continue;
                return Judged(call, answer, judge(answer));
            }
            catch (VendorApiException exception)
            {
                return SignInFailed(exception);
            }
            catch (OperationCanceledException)
            {
                bool stopped = abandon.IsCancellationRequested;
                string reason = stopped ? "the run was stopped"
                    : timeout.IsCancellationRequested ? $"no answer came within {options.Timeout.TotalSeconds:0.###} s"
                    : $"no connection came about within {ConnectTimeout(options).TotalSeconds:0.###} s";
                return Unanswered(request, reason, hadLeft: true) with { WasStopped = stopped };
            }
            catch (Exception exception) when (exception is HttpRequestException or System.IO.IOException or InvalidOperationException or ObjectDisposedException)
            {
                return Unanswered(request, call.Mask(FailureText.Of(exception)), !FailureText.IsOfConnecting(exception)) with { IsLasting = FailureText.IsLasting(exception) };
            }
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _services.Dispose();
    }

    internal static TimeSpan ConnectTimeout(ConnectionOptions options) =>
        options.Timeout < TimeSpan.FromSeconds(15) ? options.Timeout : TimeSpan.FromSeconds(15);

    internal static HttpClient CreateClient(IServiceProvider services, string name)
    {
        HttpClient client = services.GetRequiredService<IHttpClientFactory>().CreateClient(name);

        // Time and length are bounded call by call: the factory's client knows neither what had left nor an injected clock.
        client.Timeout = Timeout.InfiniteTimeSpan;
        return client;
    }

    private static ServiceProvider BuildServices(Connection connection)
    {
        ConnectionOptions options = connection.Options;
        var services = new ServiceCollection();
        IHttpClientBuilder client = services.AddHttpClient(ClientName)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(
                () => Platform.CreateSocketHandler(options.Proxy, ConnectTimeout(options), MaximumConnections, Departure.Observer))
            .AddHttpMessageHandler(() => new SignInHandler(connection.SignIn));
        if (connection.CorrelationHeader is { } header)
            client.AddHttpMessageHandler(() => new CorrelationHandler(header));
        client.AddHttpMessageHandler(static () => new TraceHandler()).AddHttpMessageHandler(static () => new DepartureHandler());

        // The factory's own filters log, which we do ourselves, and set the socket handler's metrics, whose types are the framework's
        // and not those of a load context that has its own: there the call does not even compile.
        services.RemoveAll<IHttpMessageHandlerBuilderFilter>();
        return services.BuildServiceProvider();
    }

    private VendorRequest CreateRequest(Call call)
    {
        // Paths of creates are few and the same for all rows; those with an id in them are many.
        Uri address = call.Body is null ? _resolve(call.Path) : _addresses.GetOrAdd(call.Path, _resolve);
        var request = new VendorRequest(call.Method, address)
        {
            CorrelationId = call.CorrelationId,
            Trace = call.Trace,
            Mask = call.Mask,
        };
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (call.Method == HttpMethod.Get)
            return request;

        // A call that changes something has a body even where that is empty: the handlers below may not send it again on their own then.
        request.Content = call.Body is { } body
            ? new ObservedContent(body, call.MediaType, request.Departure)
            : new ObservedContent([], mediaType: null, request.Departure);
        request.Headers.ExpectContinue = false;

        // .NET Framework sends a request again by itself when a kept-alive connection turns out closed, even a POST.
        if (Platform.IsDotNetFramework)
            request.Headers.ConnectionClose = true;
        return request;
    }

    private static Attempt Judged(Call call, Answer answer, Verdict verdict) => new()
    {
        Delivery = verdict.Delivery,
        Message = verdict.Delivery == Delivery.Confirmed ? verdict.Message : call.Mask(verdict.Message),
        Verdict = verdict.Masked(call.Mask),
        Answer = answer,
        HttpStatus = answer.Status,
        RetryAfter = answer.RetryAfter,
    };

    private static Attempt SignInFailed(VendorApiException exception) => new()
    {
        Delivery = Delivery.NotSent,
        Message = exception.Message,
        HttpStatus = exception.HttpStatus,
        Verdict = exception.Error == ProvisioningError.CredentialsRefused ? Verdict.Rejected(exception.Message, exception.Error, exception.VendorCode) : null,
    };

    /// <param name="request">The request.</param>
    /// <param name="reason">Why there is no answer.</param>
    /// <param name="hadLeft">What the failure tells of a call whose departure nobody could observe: one without a body on .NET Framework.</param>
    private Attempt Unanswered(VendorRequest request, string reason, bool hadLeft)
    {
        bool began = request.Departure.Began || (hadLeft && !Platform.ObservesConnections && request.Content is null);
        return new Attempt
        {
            Delivery = began ? Delivery.Unknown : Delivery.NotSent,
            Message = began
                ? $"The call to {_connection.BaseUri.Authority} left, but its answer did not come back: {reason}."
                : $"The call to {_connection.BaseUri.Authority} was not sent: {reason}.",
            HadLeft = began,
        };
    }
}
