using System;
using System.Collections.Concurrent;
using System.Net.Http;
using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Provisioning.Http.SignIn;
using Provisioning.LegacySupport;
using Provisioning.Operations;

namespace Provisioning.Http;

/// <summary>Sends one call of a connection and says what is known of it. It never tries again: that is the retry's business.</summary>
internal sealed class VendorClient : IDisposable
{
    private const string ClientName = "vendor";

    private readonly Connection _connection;
    private readonly ServiceProvider _services;
    private readonly HttpClient _http;
    private readonly ConcurrentDictionary<string, Uri> _createAddresses = new(StringComparer.Ordinal);
    private readonly Func<string, Uri> _resolve;

    public VendorClient(Connection connection, string? correlationHeader)
    {
        _connection = connection;
        _resolve = path => new Uri(connection.BaseUri, path);
        ConnectionOptions options = connection.Options;
        _services = BuildServices(connection.SignIn, correlationHeader, options);
        _http = CreateClient(_services, ClientName);
    }

    /// <summary>Waits for a turn under the cap on calls a second.</summary>
    /// <returns>False where the run was told to stop meanwhile: then no call is to be begun.</returns>
    public async Task<bool> HasTurnAsync(CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
            return false;
        if (_connection.RateLimiter is not { } limiter)
            return true;
        try
        {
            using RateLimitLease lease = await limiter.AcquireAsync(1, stop).ConfigureAwait(false);
            return lease.IsAcquired;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Makes a create call and classifies what came of it.</summary>
    public Task<Attempt> CreateAsync(PreparedOperation operation, byte[] body, IOperationLog log, CancellationToken abandon) =>
        CallAsync(operation, operation.Definition.Method, operation.Path, body, log, Classify, abandon);

    /// <summary>Reads a customer back: <c>Confirmed</c> it is there, <c>Rejected</c> it is not, <c>Unknown</c> no telling.</summary>
    public Task<Attempt> ReadBackAsync(PreparedOperation operation, string path, IOperationLog log, CancellationToken abandon) =>
        CallAsync(operation, HttpMethod.Get, path, body: null, log, ClassifyReadBack, abandon);

    public void Dispose()
    {
        _http.Dispose();
        _services.Dispose();
    }

    private static ServiceProvider BuildServices(ISignIn signIn, string? correlationHeader, ConnectionOptions options)
    {
        var services = new ServiceCollection();
        IHttpClientBuilder client = services.AddHttpClient(ClientName)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => Platform.CreateSocketHandler(options.Proxy, ConnectTimeout(options), MaximumConnections))
            .AddHttpMessageHandler(() => new SignInHandler(signIn));
        if (correlationHeader is not null)
            client.AddHttpMessageHandler(() => new CorrelationHandler(correlationHeader));
        client.AddHttpMessageHandler(static () => new TraceHandler());

        // The factory's own filters log, which we do ourselves, and set the socket handler's metrics, whose types are the framework's
        // and not those of a load context that has its own: there the call does not even compile.
        services.RemoveAll<IHttpMessageHandlerBuilderFilter>();
        return services.BuildServiceProvider();
    }

    /// <summary>As many as a run may have operations at once, and some for read-backs.</summary>
    internal const int MaximumConnections = 264;

    internal static TimeSpan ConnectTimeout(ConnectionOptions options) =>
        options.Timeout < TimeSpan.FromSeconds(15) ? options.Timeout : TimeSpan.FromSeconds(15);

    internal static HttpClient CreateClient(IServiceProvider services, string name)
    {
        HttpClient client = services.GetRequiredService<IHttpClientFactory>().CreateClient(name);

        // Time and length are bounded call by call: the factory's client knows neither what had left nor an injected clock.
        client.Timeout = Timeout.InfiniteTimeSpan;
        return client;
    }

    private async Task<Attempt> CallAsync(
        PreparedOperation operation, HttpMethod method, string path, byte[]? body, IOperationLog log, Func<PreparedOperation, Answer, Attempt> classify, CancellationToken abandon)
    {
        ConnectionOptions options = _connection.Options;
        using CancellationTokenSource timeout = options.TimeProvider.CreateCancellationTokenSource(options.Timeout);
        using CancellationTokenRegistration abandoned = abandon.Register(static state => ((CancellationTokenSource)state!).Cancel(), timeout);
        Uri address = body is null ? new Uri(_connection.BaseUri, path) : _createAddresses.GetOrAdd(path, _resolve);
        Action<string>? trace = log.IsDebugEnabled ? log.Debug : null;
        for (bool renewed = false; ; renewed = true)
        {
            using var request = new VendorRequest(method, address)
            {
                CorrelationId = operation.CorrelationId,
                Trace = trace,
                Mask = operation.Mask,
            };
            request.Headers.TryAddWithoutValidation("Accept", "application/json");
            if (body is not null)
            {
                request.Content = new ObservedContent(body, operation.Definition.Encoding == BodyEncoding.Json ? "application/json" : "application/x-www-form-urlencoded");
                request.Headers.ExpectContinue = false;

                // .NET Framework sends a request again by itself when a kept-alive connection turns out closed, even a POST.
                if (Platform.IsDotNetFramework)
                    request.Headers.ConnectionClose = true;
            }

            try
            {
                using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token).ConfigureAwait(false);
                Answer answer = await AnswerReader.ReadAsync(response, options.TimeProvider, timeout.Token).ConfigureAwait(false);
                trace?.Invoke(operation.Mask("< " + (answer.Text ?? answer.Problem)));
                if (answer.Status == 401 && !renewed && _connection.SignIn.Renew(request))
                    continue;
                return classify(operation, answer);
            }
            catch (VendorApiException exception)
            {
                return new Attempt
                {
                    Delivery = Delivery.NotSent,
                    Message = exception.Message,
                    HttpStatus = exception.HttpStatus,
                    Verdict = exception.Error == ProvisioningError.CredentialsRefused ? Verdict.Rejected(exception.Message, exception.Error, exception.VendorCode) : null,
                };
            }
            catch (OperationCanceledException)
            {
                bool stopped = abandon.IsCancellationRequested;
                string reason = stopped ? "the run was stopped"
                    : timeout.IsCancellationRequested ? $"no answer came within {options.Timeout.TotalSeconds:0.###} s"
                    : $"no connection came about within {ConnectTimeout(options).TotalSeconds:0.###} s";
                return Failed(request, reason, stopped, lasting: false);
            }
            catch (Exception exception) when (exception is HttpRequestException or System.IO.IOException or InvalidOperationException or ObjectDisposedException)
            {
                return Failed(request, operation.Mask(FailureText.Of(exception)), stopped: false, FailureText.IsLasting(exception));
            }
        }
    }

    private Attempt Failed(VendorRequest request, string reason, bool stopped, bool lasting)
    {
        bool began = request.BodyBegan;
        return new Attempt
        {
            Delivery = began ? Delivery.Unknown : Delivery.NotSent,
            Message = began
                ? $"The call to {_connection.BaseUri.Authority} left, but its answer did not come back: {reason}."
                : $"The call to {_connection.BaseUri.Authority} was not sent: {reason}.",
            IsLasting = lasting,
            WasStopped = stopped,
            IsUnreachable = !began && !stopped && !lasting,
        };
    }

    private static Attempt Classify(PreparedOperation operation, Answer answer)
    {
        Verdict verdict = answer.Status switch
        {
            >= 200 and < 300 => operation.Definition.ReadSuccess(answer),
            >= 300 and < 400 => Verdict.Rejected($"The vendor answered with a redirect (HTTP {answer.Status}), which is not followed: credentials would go elsewhere. Check -BaseUri."),
            401 or 407 => CredentialsRefused(operation.Definition.ReadRefusal(answer)),
            408 or >= 500 => Doubtful(operation.Definition.ReadRefusal(answer)),
            >= 400 => operation.Definition.ReadRefusal(answer),
            _ => Verdict.Unknown($"The vendor answered with HTTP {answer.Status}, which means nothing here."),
        };
        bool throttled = IsThrottled(answer);
        return new Attempt
        {
            Delivery = throttled ? Delivery.Throttled : verdict.Delivery,
            Message = throttled ? operation.Mask($"The vendor is turning calls away (HTTP {answer.Status}). {verdict.Message}")
                : verdict.Delivery == Delivery.Confirmed ? verdict.Message : operation.Mask(verdict.Message),
            Verdict = verdict,
            HttpStatus = answer.Status,
            RetryAfter = answer.RetryAfter,
        };
    }

    private static bool IsThrottled(Answer answer) => answer.Status == 429 || (answer.Status == 503 && answer.RetryAfter is not null);

    private static Verdict Doubtful(Verdict failure) => Verdict.Unknown(failure.Message, failure.VendorCode, failure.FieldErrors);

    private static Verdict CredentialsRefused(Verdict refusal) =>
        Verdict.Rejected(refusal.Message, ProvisioningError.CredentialsRefused, refusal.VendorCode, refusal.FieldErrors);

    private static Attempt ClassifyReadBack(PreparedOperation operation, Answer answer) => new()
    {
        Delivery = answer.Status switch
        {
            200 when answer.Json is Newtonsoft.Json.Linq.JObject => Delivery.Confirmed,
            404 => Delivery.Rejected,
            _ when IsThrottled(answer) => Delivery.Throttled,
            _ => Delivery.Unknown,
        },
        Message = operation.Mask($"Reading back gave HTTP {answer.Status}: {answer.Summary}"),
        Verdict = answer.Status == 401 ? Verdict.Rejected("The vendor refused the credentials while a doubtful call was read back.", ProvisioningError.CredentialsRefused) : null,
        HttpStatus = answer.Status,
        RetryAfter = answer.RetryAfter,
    };
}
