using System;
using System.Management.Automation;
using System.Security;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Connections;
using Provisioning.Vendors.Reseller;

namespace Provisioning.Cmdlets.Commands.Reseller;

/// <summary>Connects to a reseller platform.</summary>
/// <notes>
/// <para>
/// Documented by the vendor: that resellerName and resellerPassword are form fields of each call, and that the name contains neither spaces
/// nor '@'. Each operator has its own host, so -BaseUri is mandatory. Refused credentials (status 3, 4 or 400) end a run.
/// </para>
/// </notes>
/// <example>
/// <para>Connect to the sandbox</para>
/// <code>
/// Connect-ResellerService -BaseUri http://127.0.0.1:5080/reseller/ -ResellerName harborline -ResellerPassword $env:RESELLER_PASSWORD
/// </code>
/// </example>
/// <example>
/// <para>Connect with a credential</para>
/// <code>
/// $credential = [pscredential]::new('harborline', (ConvertTo-SecureString $env:RESELLER_PASSWORD -AsPlainText -Force))
/// Connect-ResellerService -BaseUri http://127.0.0.1:5080/reseller/ -Credential $credential -PassThru
/// </code>
/// <para>In an interactive session, -Credential (Get-Credential) prompts for both.</para>
/// </example>
/// <example>
/// <para>Work with two resellers in one session</para>
/// <code>
/// Connect-ResellerService harborline $env:RESELLER_PASSWORD -BaseUri http://127.0.0.1:5080/reseller/ -Name East
/// Connect-ResellerService ridgeline $env:RESELLER_PASSWORD -BaseUri http://127.0.0.1:5080/reseller/ -Name West
/// New-ResellerCustomer -Connection East -Name SunsetYoga
/// New-ResellerCustomer -Connection West -Name SunsetYoga
/// </code>
/// <para>The journal distinguishes operations by reseller, so these are two operations.</para>
/// </example>
/// <seealso href="New-ResellerCustomerUser"/>
/// <seealso href="New-ResellerCustomer"/>
/// <seealso href="New-ResellerUser"/>
[Cmdlet(VerbsCommunications.Connect, "ResellerService", DefaultParameterSetName = NameAndPassword)]
[OutputType(typeof(Connection))]
public sealed class ConnectResellerServiceCommand : ConnectCommand
{
    private const string NameAndPassword = "NameAndPassword";
    private const string Pair = "Credential";

    /// <summary>The operator's address: https, or http for a loopback address. Required: each operator has its own host.</summary>
    [Parameter(Mandatory = true)]
    public override Uri? BaseUri { get; set; }

    /// <summary>The reseller's name, which contains neither spaces nor '@'. Required in its parameter set.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NameAndPassword)]
    public string ResellerName { get; set; } = null!;

    /// <summary>
    /// The reseller's password: a SecureString or text. Required in its parameter set. It is sent among the form fields of each call.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = NameAndPassword)]
    [SecureText]
    public SecureString ResellerPassword { get; set; } = null!;

    /// <summary>The reseller's name and password as a credential. Required in its parameter set.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Pair)]
    [Credential]
    public PSCredential Credential { get; set; } = null!;

    /// <inheritdoc/>
    protected override Connection Connect(ConnectionOptions options) => ParameterSetName == Pair
        ? ResellerVendor.Connect(Credential.UserName, Required(Credential.Password, nameof(Credential)), BaseUri!, options, Name)
        : ResellerVendor.Connect(ResellerName, Required(ResellerPassword, nameof(ResellerPassword)), BaseUri!, options, Name);
}
