# Each line here adds to the time of an import. The script uses only type accelerators, because PowerShell would look up any other type name
# in every assembly of the process, ignoring case, before it runs anything.
if ($PSVersionTable.PSEdition -ne 'Core') {
    # Windows PowerShell has no load contexts. The assemblies are resolved from the module's folder.
    Microsoft.PowerShell.Core\Import-Module -Name "$PSScriptRoot/netstandard2.0/Provisioning.Cmdlets.dll"
    return
}

# On PowerShell 7 the module has its own load context, so that it does not conflict with the Newtonsoft.Json or Polly of other modules.
# LoadFile keeps two versions of the loader apart, so that a session that has loaded the old one can import an update.
$loaderAssembly = [type]::GetType('System.Reflection.Assembly')::LoadFile("$PSScriptRoot/net8.0/Provisioning.Loader.dll")
$loader = $loaderAssembly.GetType('Provisioning.Loader.ModuleLoadContext')
$path = "$PSScriptRoot/net8.0/Provisioning.Cmdlets.dll"
$isReload = $loader::IsLoaded($path)
$inner = Microsoft.PowerShell.Core\Import-Module -Assembly $loader::Load($path) -PassThru

if ($isReload) {
    $loader::Export($inner, $ExecutionContext.SessionState.Module)
}
