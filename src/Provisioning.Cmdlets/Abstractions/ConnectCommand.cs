using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Net;
using System.Security;
using Provisioning.Cmdlets.Sessions;
using Provisioning.Connections;
using Provisioning.Secrets;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>The base class of the Connect cmdlets.</summary>
/// <remarks>
/// <para>
/// No call is made: the credentials are first used by the first row, or by Test-ProvisioningConnection. The connection is kept for the
/// session and becomes the default of its vendor: the vendor's cmdlets use it, unless -Connection specifies another one. One line on the
/// host says where the connection leads to, as whom, and what it replaces. Each runspace has its own connections.
/// </para>
/// <para>
/// A secret is a SecureString, a credential or text, such as the value of a runbook variable. It does not appear in any output, error, log
/// or journal. Credentials are sent to https addresses only; http is allowed for loopback addresses, for the sandbox. Redirects are not
/// followed.
/// </para>
/// </remarks>
/// <seealso href="Get-ProvisioningConnection"/>
/// <seealso href="Test-ProvisioningConnection"/>
/// <seealso href="Select-ProvisioningConnection"/>
/// <seealso href="Disconnect-ProvisioningConnection"/>
/// <seealso href="about_Provisioning"/>
/// <seealso href="about_Provisioning_Runbooks"/>
public abstract class ConnectCommand : PSCmdlet
{
    /// <summary>
    /// The base address of the service: https, or http for a loopback address. Default: the address that the vendor documents.
    /// </summary>
    [Parameter]
    public virtual Uri? BaseUri { get; set; }

    /// <summary>
    /// The name that distinguishes the connection from others in the session. A connection with the same name is replaced. Default: the
    /// vendor's name.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The time limit of one call in seconds, 1 to 3600, including reading the whole answer. Default: 100.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 100;

    /// <summary>Maximum number of retries of a call that was not sent or not processed, 0 to 100. Default: 4.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 4;

    /// <summary>Maximum number of calls per second, 1 to 10000, over all runs on this connection. Default: no limit.</summary>
    [Parameter]
    [ValidateRange(1, 10000)]
    public int? RequestsPerSecond { get; set; }

    /// <summary>
    /// How many seconds a call in doubt must have been over before "the customer is not there" is believed and the call is made again, 1 to
    /// 600. Choose more if what the vendor shows lags further behind. Rows that wait for it hold up no others. Default: 30.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 600)]
    public int SettlingTimeSec { get; set; } = 30;

    /// <summary>The address of a proxy. Default: the system's proxy.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>The user name and password for the proxy. Requires -Proxy. Default: none.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Also returns the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>
    /// The name of the account in the journal, if the vendor's API does not name one; null to recognize the account by its credential.
    /// </summary>
    private protected virtual string? GivenAccountName => null;

    /// <summary>Whether that is the name of a new account.</summary>
    private protected virtual bool IsNewAccount => false;

    /// <summary>Creates the connection.</summary>
    /// <param name="options">The options of the connection.</param>
    /// <returns>The connection.</returns>
    protected abstract Connection Connect(ConnectionOptions options);

    /// <summary>Creates a secret that must not be empty.</summary>
    /// <param name="given">What was given.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <returns>The secret.</returns>
    /// <exception cref="ArgumentException">It is empty.</exception>
    protected static Secret Required(SecureString? given, string parameter) =>
        Optional(given, parameter) ?? throw new ArgumentException($"-{parameter} must not be empty.");

    /// <summary>A secret that may be left out.</summary>
    /// <param name="given">What was given.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <returns>The secret; null where none was given.</returns>
    /// <exception cref="ArgumentException">It cannot be one: it has a line break, for example.</exception>
    protected static Secret? Optional(SecureString? given, string parameter)
    {
        Secret? secret = Secret.From(given);
        return secret?.Problem is { } problem ? throw new ArgumentException($"-{parameter} {problem}.") : secret;
    }

    /// <inheritdoc/>
    protected override void BeginProcessing() => this.ShowDebugWithoutAsking();

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ProxyCredential is not null && Proxy is null)
        {
            ThrowTerminatingError(ErrorRecords.BadCall(
                "ProxyMissing", "-ProxyCredential requires -Proxy: the system's proxy uses the credentials of the system."));
        }

        if (Proxy is not null && !IsProxyAddress(Proxy))
        {
            ThrowTerminatingError(ErrorRecords.BadCall(
                "InvalidProxy",
                "-Proxy must be an address such as http://proxy.example:8080, without a user name or password. Use -ProxyCredential for"
                + " those."));
        }

        try
        {
            Connection connection = Connect(new ConnectionOptions
            {
                Timeout = TimeSpan.FromSeconds(TimeoutSec),
                MaximumRetryCount = MaximumRetryCount,
                RequestsPerSecond = RequestsPerSecond,
                SettlingTime = TimeSpan.FromSeconds(SettlingTimeSec),
                AccountName = GivenAccountName,
                IsNewAccount = IsNewAccount,
                Proxy = Proxy is null ? null : new WebProxy(Proxy) { Credentials = ProxyCredential?.GetNetworkCredential() },
            });
            ConnectionTable table = ConnectionTable.Current;
            Connection? replaced = table.Find(connection.Name);
            IReadOnlyList<Connection> before = table.Defaults;
            table.Add(connection);
            this.WriteHostLine(ConnectionText.OfNew(connection, replaced, before, table.Defaults));
            WriteVerbose(
                $"Created the connection '{connection.Name}' to {connection.Vendor.Name} at {connection.BaseUri}. No call was made yet:"
                + " Test-ProvisioningConnection makes one that changes nothing.");
            if (PassThru)
                WriteObject(connection);
        }
        catch (ArgumentException exception)
        {
            ThrowTerminatingError(new ErrorRecord(exception, "InvalidConnection", ErrorCategory.InvalidArgument, targetObject: null));
        }
    }

    // proxy:8080 is also an address, with the scheme "proxy". It would not fail until a row is sent.
    private static bool IsProxyAddress(Uri address) =>
        address.IsAbsoluteUri && address.UserInfo.Length == 0 && address.Scheme is "http" or "https" or "socks4" or "socks4a" or "socks5";
}
