using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net;
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

/// <summary>Sends a connection's calls, each once. Retries are the concern of the retry policy.</summary>
internal sealed class VendorClient : IDisposable
{
    private const string ClientName = "vendor";

    private readonly Connection _connection;
    private readonly object _gate = new();
    private readonly List<ServiceProvider> _retired = [];
    private ServiceProvider _services;
    private volatile HttpClient _http;
    private readonly ConcurrentDictionary<string, Uri> _addresses = new(StringComparer.Ordinal);
    private readonly Func<string, Uri> _resolve;

    public VendorClient(Connection connection)
    {
        _connection = connection;
        _resolve = path => ServiceAddress.Below(connection.BaseUri, path);
        _services = BuildServices(connection);
        _http = CreateClient(_services, ClientName);
    }

    /// <summary>Maximum number of sockets: one for each operation that a run may have in parallel, and some for reading back.</summary>
    internal const int MaximumConnections = 264;

    /// <summary>Makes a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="judge">Makes the verdict of an answer.</param>
    /// <param name="abandon">Abandons the call.</param>
    /// <returns>The attempt.</returns>
    public async Task<Attempt> SendAsync(Call call, Func<Answer, Verdict> judge, CancellationToken abandon)
    {
        ConnectionOptions options = _connection.Options;
        using CancellationTokenSource timeout = options.TimeProvider.CreateCancellationTokenSource(options.Timeout);
        using CancellationTokenRegistration abandoned =
            abandon.Register(static state => ((CancellationTokenSource)state!).Cancel(), timeout);
        for (bool renewed = false; ; renewed = true)
        {
            VendorRequest prepared;
            try
            {
                prepared = CreateRequest(call);
            }
            catch (ArgumentException exception)
            {
                return WrongPath(exception);
            }

            using VendorRequest request = prepared;
            try
            {
                HttpClient http = _http;
                using HttpResponseMessage response = await http
                    .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token)
                    .ConfigureAwait(false);
                Answer answer = SecretMembers.Hide(
                    await AnswerReader.ReadAsync(response, options.TimeProvider, timeout.Token).ConfigureAwait(false));
                call.Trace?.Invoke(ShownText.OfTrace(call.Mask("< " + (answer.Text ?? answer.Problem))));
                if (answer.Status == 401 && !renewed && _connection.SignIn.Renew(request.Token))
                    continue;
                if (answer.Status == 407)
                    return RefusedByProxy(request, answer);
                Attempt attempt = Judged(call, answer, judge(answer));
                if (attempt.Verdict is { IsOfAnother: true })
                    LeaveConnections(http);
                return attempt;
            }
            catch (VendorApiException exception)
            {
                return SignInFailed(exception);
            }
            catch (OperationCanceledException)
            {
                bool stopped = abandon.IsCancellationRequested;
                string reason = stopped ? "the run was stopped"
                    : timeout.IsCancellationRequested ? $"no answer was received within {options.Timeout.TotalSeconds:0.###} s"
                    : $"no connection was established within {ConnectTimeout(options).TotalSeconds:0.###} s";
                return Unanswered(request, reason + OnTheWay(request), hadLeft: true) with { WasStopped = stopped };
            }
            catch (Exception exception) when (exception is HttpRequestException or System.IO.IOException or InvalidOperationException)
            {
                return Failed(call, request, exception);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _http.Dispose();
            _services.Dispose();
            _retired.ForEach(static services => services.Dispose());
        }
    }

    internal static TimeSpan ConnectTimeout(ConnectionOptions options) =>
        options.Timeout < TimeSpan.FromSeconds(15) ? options.Timeout : TimeSpan.FromSeconds(15);

    internal static HttpClient CreateClient(IServiceProvider services, string name)
    {
        HttpClient client = services.GetRequiredService<IHttpClientFactory>().CreateClient(name);

        // Time and length are limited per call: the factory's client knows neither what was sent nor an injected clock.
        client.Timeout = Timeout.InfiniteTimeSpan;
        return client;
    }

    // An answer to another call shows that the answers on its connection no longer belong to the calls. .NET does not say which connection
    // that was, so no later call uses any of them. Calls in flight end on theirs.
    private void LeaveConnections(HttpClient seen)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(seen, _http))
                return;
            _retired.Add(_services);
            _services = BuildServices(_connection);
            _http = CreateClient(_services, ClientName);
        }
    }

    private static ServiceProvider BuildServices(Connection connection)
    {
        ConnectionOptions options = connection.Options;
        var services = new ServiceCollection();
        IHttpClientBuilder client = services.AddHttpClient(ClientName)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(
                () => Platform.CreateSocketHandler(
                    options.Proxy, ConnectTimeout(options), options.Timeout, MaximumConnections, Departure.Observer))
            .AddHttpMessageHandler(() => new SignInHandler(connection.SignIn));
        if (connection.CorrelationHeader is { } header)
            client.AddHttpMessageHandler(() => new CorrelationHandler(header));

        // The time for connecting is real time, as on .NET, whose handler measures it itself.
        client.AddHttpMessageHandler(static () => new TraceHandler())
            .AddHttpMessageHandler(() => new DepartureHandler(ConnectTimeout(options), TimeProvider.System));

        // The factory's own filters do logging, which this module does itself, and set the metrics of the socket handler. The types of
        // those metrics come from the framework and not from the module's load context, so the call would not even compile there.
        services.RemoveAll<IHttpMessageHandlerBuilderFilter>();
        return services.BuildServiceProvider();
    }

    private VendorRequest CreateRequest(Call call)
    {
        // Create calls have few paths, which are the same for all rows. Paths that contain an ID are many.
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

        // A call that changes something has a body, even if it is empty: then the handlers below cannot send it again on their own.
        request.Content = call.Body is { } body
            ? new ObservedContent(body, call.MediaType, request.Departure)
            : new ObservedContent([], mediaType: null, request.Departure);
        request.Headers.ExpectContinue = false;

        // .NET Framework resends a request, even a POST, if a kept-alive connection turns out to be closed.
        if (Platform.IsDotNetFramework)
            request.Headers.ConnectionClose = true;
        return request;
    }

    // The vendor's own words are judged, and then masked, before anything is shown or shortened.
    internal static Attempt Judged(Call call, Answer answer, Verdict verdict)
    {
        bool isClean = answer.IsFreeOfSecrets(call.Mask);
        Verdict shown = isClean && verdict.Delivery == Delivery.Confirmed ? verdict : verdict.Masked(call.Mask);
        return new Attempt
        {
            Delivery = verdict.Delivery,
            Message = shown.Message,
            Verdict = shown,
            Answer = isClean ? answer : answer.Masked(call.Mask),
            HttpStatus = answer.Status,
            RetryAfter = answer.RetryAfter,
        };
    }

    private static Attempt SignInFailed(VendorApiException exception) => new()
    {
        Delivery = Delivery.NotSent,
        Message = exception.Message,
        HttpStatus = exception.HttpStatus,
        Verdict = exception.EndsRun
            ? Verdict.Rejected(exception.Message, exception.Error, exception.VendorCode)
            : null,
    };

    private Attempt Failed(Call call, VendorRequest request, Exception exception)
    {
        // Nothing was sent to the vendor, or it would have got past the proxy.
        IWebProxy? chosen = _connection.Options.Proxy;
        Uri address = exception is TokenRequestException token ? token.Address : request.RequestUri!;
        ProxyFailure? proxy = request.Departure.Began ? null : ProxyFailure.Of(exception, address, chosen);
        string where = address == request.RequestUri ? string.Empty : $"the token endpoint {address.Authority}: ";
        bool isLasting = FailureText.IsLasting(exception);
        string text = proxy?.Text ?? FailureText.Of(exception) + (isLasting ? OnTheWay(request) : string.Empty);
        Attempt attempt = Unanswered(
            request, call.Mask(where + text), hadLeft: proxy is null && where.Length == 0 && !FailureText.IsOfConnecting(exception));
        return attempt with
        {
            IsLasting = isLasting,
            IsOfProxy = proxy is { IsOutOfReach: true },
            Verdict = proxy is { IsRefusal: true } ? Verdict.Rejected(attempt.Message, ProvisioningError.ProxyRefused) : null,
        };
    }

    // A proxy answers with 407 in place of passing the call on.
    private Attempt RefusedByProxy(VendorRequest request, Answer answer)
    {
        string message = NotSent(ProxyFailure.OfStatus407(request.RequestUri!, _connection.Options.Proxy));
        return new Attempt
        {
            Delivery = Delivery.NotSent,
            Message = message,
            Verdict = Verdict.Rejected(message, ProvisioningError.ProxyRefused),
            HttpStatus = answer.Status,
        };
    }

    private string OnTheWay(VendorRequest request) =>
        !request.Departure.Began && ProxyFailure.Place(request.RequestUri!, _connection.Options.Proxy) is { } proxy
            ? $" (through the proxy {proxy})"
            : string.Empty;

    private string NotSent(string reason) => Sentence.End($"The call to {_connection.BaseUri.Authority} was not sent: {reason}");

    private Attempt WrongPath(ArgumentException exception) => new()
    {
        Delivery = Delivery.NotSent,
        Message = $"The call to {_connection.BaseUri.Authority} was not sent: {exception.Message}.",
        IsLasting = true,
    };

    /// <param name="request">The request.</param>
    /// <param name="reason">Why there is no answer.</param>
    /// <param name="hadLeft">
    /// Whether the failure implies that the call was sent, for a call whose departure cannot be observed: one without a body on .NET Framework.
/// </param>
    private Attempt Unanswered(VendorRequest request, string reason, bool hadLeft)
    {
        bool mayHaveLeft = hadLeft && request.Departure.WasHandedOver && !Platform.ObservesConnections && request.Content is null;
        bool began = request.Departure.Began || mayHaveLeft;
        return new Attempt
        {
            Delivery = began ? Delivery.Unknown : Delivery.NotSent,
            Message = began
                ? Sentence.End($"The call to {_connection.BaseUri.Authority} was sent, but no answer was received: {reason}")
                : NotSent(reason),
            HadLeft = began,
        };
    }
}
