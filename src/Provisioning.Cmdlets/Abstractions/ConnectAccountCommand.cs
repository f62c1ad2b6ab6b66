using System.Management.Automation;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>The base class of the Connect cmdlets of vendors whose API does not name an account.</summary>
/// <remarks>
/// <para>
/// The vendor's API receives credentials, but no account. To prevent customers of one account from being returned as those of another, the
/// journal records the account of each operation: with the name in -AccountName, or with a name of its own (such as qh-1) and a keyed
/// digest of the credential. If the journal does not have the credential, but has others for the address, the run ends with AccountUnclear
/// before anything is sent.
/// </para>
/// </remarks>
public abstract class ConnectAccountCommand : ConnectCommand
{
    /// <summary>
    /// The name of the account in the journal. Specify an existing name after the credential was rotated. Default: the account is
    /// recognized by its credential.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AccountName { get; set; }

    /// <summary>
    /// Specifies that -AccountName is the name of a new account. It is required if the journal has other accounts for the address, so that
    /// a typing error does not create the customers of a file twice.
    /// </summary>
    [Parameter]
    public SwitchParameter NewAccount { get; set; }

    private protected sealed override string? GivenAccountName => AccountName;

    private protected sealed override bool IsNewAccount => NewAccount;
}
