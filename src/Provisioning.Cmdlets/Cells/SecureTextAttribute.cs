using System.Management.Automation;
using System.Security;

namespace Provisioning.Cmdlets.Cells;

/// <summary>
/// Lets a SecureString parameter accept text as well, such as a runbook variable or the value of a secret store. PowerShell prompts for a
/// SecureString without showing the input.
/// </summary>
public sealed class SecureTextAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        switch (CellAttribute.Unwrap(inputData))
        {
            case string text:
                var secure = new SecureString();
                foreach (char c in text)
                    secure.AppendChar(c);
                secure.MakeReadOnly();
                return secure;
            case PSCredential credential:
                return credential.Password;
            case { } other:
                return other;
            default:
                return null;
        }
    }
}
