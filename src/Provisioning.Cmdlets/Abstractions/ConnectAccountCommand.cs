using System.Management.Automation;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>What Connect cmdlets share whose vendor's wire names no account.</summary>
/// <remarks>
/// <para>The vendor is told credentials, and no account. So that one account's customers are never given out as another's, the journal remembers whose they are: under -AccountName, or under a name of its own (such as qh-1) and a keyed digest of the credential. A run with a credential that the journal does not know, where it knows others for the address, ends with AccountUnclear before anything is sent.</para>
/// </remarks>
public abstract class ConnectAccountCommand : ConnectCommand
{
    /// <summary>The name that the journal knows the account by. Give a known one after the credential was rotated. Default: the journal tells by the credential.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AccountName { get; set; }

    /// <summary>Says that -AccountName is a new account's, where the journal knows others for the address: a typo must not create a file twice.</summary>
    [Parameter]
    public SwitchParameter NewAccount { get; set; }

    private protected sealed override string? GivenAccountName => AccountName;

    private protected sealed override bool IsNewAccount => NewAccount;
}
