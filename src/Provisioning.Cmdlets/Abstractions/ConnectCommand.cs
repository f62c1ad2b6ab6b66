using System;
using System.Management.Automation;
using System.Net;
using System.Security;
using Provisioning.Cmdlets.Sessions;
using Provisioning.Connections;
using Provisioning.Secrets;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>What all Connect cmdlets share. No call is made: credentials are first tried by the first row.</summary>
/// <remarks>
/// <para>No call is made: the credentials are first tried by the first row. The connection is kept for the session, and cmdlets of the vendor use the latest one unless -Connection names another. Each runspace has connections of its own.</para>
/// <para>A secret is a SecureString, a credential or text, such as a runbook's variable. It appears in no output, error, log or journal. Credentials are sent to https addresses, and to http only where the address is a loopback one, for the sandbox. Redirects are not followed.</para>
/// </remarks>
/// <seealso href="Get-ProvisioningConnection"/>
/// <seealso href="Disconnect-ProvisioningConnection"/>
/// <seealso href="about_Provisioning"/>
/// <seealso href="about_Provisioning_Runbooks"/>
public abstract class ConnectCommand : PSCmdlet
{
    /// <summary>The base address of the service: https, or http to a loopback address. Default: the address that the vendor documents.</summary>
    [Parameter]
    public virtual Uri? BaseUri { get; set; }

    /// <summary>What tells this connection from others of the session. One of the same name is replaced. Default: the vendor's name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>How long one call may take until its answer is read whole, in seconds, 1 to 3600. Default: 100.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 100;

    /// <summary>How often a call that was not sent, or not processed, is tried again, 0 to 100 times. Default: 4.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 4;

    /// <summary>At most so many calls a second over all runs on this connection, 1 to 10000. Default: no limit.</summary>
    [Parameter]
    [ValidateRange(1, 10000)]
    public int? RequestsPerSecond { get; set; }

    /// <summary>The address of a proxy. Default: the system's proxy.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>The user name and password for the proxy. Needs -Proxy. Default: none.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Gives the connection to the pipeline as well.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The name that the journal knows the account by, where the vendor's wire names none; null lets the journal tell by the credential.</summary>
    private protected virtual string? GivenAccountName => null;

    /// <summary>Whether that name is a new account's.</summary>
    private protected virtual bool IsNewAccount => false;

    /// <summary>Makes the connection.</summary>
    /// <param name="options">How it behaves.</param>
    /// <returns>The connection.</returns>
    protected abstract Connection Connect(ConnectionOptions options);

    /// <summary>A secret that must not be empty.</summary>
    /// <param name="given">What was given.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <returns>The secret.</returns>
    /// <exception cref="ArgumentException">It is empty.</exception>
    protected static Secret Required(SecureString? given, string parameter) =>
        Secret.From(given) ?? throw new ArgumentException($"-{parameter} must not be empty.");

    /// <inheritdoc/>
    protected override void BeginProcessing() => this.ShowDebugWithoutAsking();

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ProxyCredential is not null && Proxy is null)
            ThrowTerminatingError(ErrorRecords.BadCall("ProxyMissing", "-ProxyCredential needs -Proxy: the system's proxy takes its credentials from the system."));
        if (Proxy is not null && !IsProxyAddress(Proxy))
            ThrowTerminatingError(ErrorRecords.BadCall("InvalidProxy", "-Proxy must be an address such as http://proxy.example:8080, without a user name or password: those are for -ProxyCredential."));
        try
        {
            Connection connection = Connect(new ConnectionOptions
            {
                Timeout = TimeSpan.FromSeconds(TimeoutSec),
                MaximumRetryCount = MaximumRetryCount,
                RequestsPerSecond = RequestsPerSecond,
                AccountName = GivenAccountName,
                IsNewAccount = IsNewAccount,
                Proxy = Proxy is null ? null : new WebProxy(Proxy) { Credentials = ProxyCredential?.GetNetworkCredential() },
            });
            ConnectionTable.Current.Add(connection);
            WriteVerbose($"Connected to {connection.Vendor.Name} at {connection.BaseUri} as '{connection.Name}'. No call was made yet.");
            if (PassThru)
                WriteObject(connection);
        }
        catch (ArgumentException exception)
        {
            ThrowTerminatingError(new ErrorRecord(exception, "InvalidConnection", ErrorCategory.InvalidArgument, targetObject: null));
        }
    }

    // proxy:8080 is an address too, of a scheme "proxy", which would fail no sooner than a row is sent.
    private static bool IsProxyAddress(Uri address) =>
        address.IsAbsoluteUri && address.UserInfo.Length == 0 && address.Scheme is "http" or "https" or "socks4" or "socks4a" or "socks5";
}
