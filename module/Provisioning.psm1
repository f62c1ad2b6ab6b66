# Each line here counts against the time of an import. So no type is named that is not an accelerator: PowerShell looks such a name up in every assembly of
# the process, in any letter case, before it runs anything.
if ($PSVersionTable.PSEdition -ne 'Core') {
    # Windows PowerShell has no load contexts: there the assemblies are resolved from the module's folder.
    Microsoft.PowerShell.Core\Import-Module -Name "$PSScriptRoot/netstandard2.0/Provisioning.Cmdlets.dll"
    return
}

# On PowerShell 7 the module lives in a load context of its own, so that no other module's Newtonsoft.Json or Polly gets in its way.
# LoadFile keeps two versions of the loader apart, so that a session that had the old one can import an update.
$loader = [type]::GetType('System.Reflection.Assembly')::LoadFile("$PSScriptRoot/net8.0/Provisioning.Loader.dll").GetType('Provisioning.Loader.ModuleLoadContext')
$path = "$PSScriptRoot/net8.0/Provisioning.Cmdlets.dll"
$isReload = $loader::IsLoaded($path)
$inner = Microsoft.PowerShell.Core\Import-Module -Assembly $loader::Load($path) -PassThru

if ($isReload) {
    $loader::Export($inner, $ExecutionContext.SessionState.Module)
}
