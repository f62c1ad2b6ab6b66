using Provisioning.Operations;

namespace Provisioning.Cmdlets.Abstractions;

/// <summary>A cmdlet that makes one call per row, whatever the types of its request and result.</summary>
internal interface IRowCommand
{
    /// <summary>The operation of the cmdlet, which knows the fields and their rules.</summary>
    OperationDefinition Operation { get; }
}
