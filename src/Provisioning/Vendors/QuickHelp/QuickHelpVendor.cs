using System;
using Provisioning.Connections;
using Provisioning.Connections.SignIn;
using Provisioning.Secrets;

namespace Provisioning.Vendors.QuickHelp;

/// <summary>BrainStorm QuickHelp, end-user training: "Customer API V1.0".</summary>
public static class QuickHelpVendor
{
    /// <summary>What the module knows of the vendor.</summary>
    public static Vendor Description { get; } = new("QuickHelp", new Uri("https://qhapi.quickhelp.com/"), "Connect-QhService") { AccountPrefix = "qh" };

    /// <summary>Makes a connection; no call is made.</summary>
    /// <param name="subscriptionKey">The header <c>Ocp-Apim-Subscription-Key</c>, "Found in your Profile".</param>
    /// <param name="apiKey">The header <c>Authorization</c>, bare: the "Customer API Key generated in Admin Portal"; optional.</param>
    /// <param name="baseUri">The base address; null takes the document's.</param>
    /// <param name="options">How the connection behaves; null takes the defaults.</param>
    /// <param name="name">What tells it from other connections; null takes the vendor's name.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ArgumentException">The address is neither https nor loopback, or a key cannot stand in a header.</exception>
    public static Connection Connect(Secret subscriptionKey, Secret? apiKey = null, Uri? baseUri = null, ConnectionOptions? options = null, string? name = null)
    {
        var signIn = new HeaderSignIn(
            new HeaderSignIn.Header("Ocp-Apim-Subscription-Key", subscriptionKey),
            apiKey is null ? null : new HeaderSignIn.Header("Authorization", apiKey));
        return new Connection(Description, baseUri ?? Description.DefaultBaseUri!, account: null, signIn, options ?? new ConnectionOptions())
        {
            Name = name ?? Description.Name,
            LastingCredential = apiKey ?? subscriptionKey,
        };
    }
}
