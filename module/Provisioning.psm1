# On PowerShell 7 the module lives in a load context of its own, so that no other module's Newtonsoft.Json or Polly gets in its way.
# Windows PowerShell has no such thing: there the assemblies are resolved from the module's folder.
$importModule = Get-Command -Name Import-Module -Module Microsoft.PowerShell.Core -CommandType Cmdlet

if ($PSVersionTable.PSVersion.Major -ge 7) {
    $folder = [System.IO.Path]::Combine($PSScriptRoot, 'net8.0')
    $null = [System.Reflection.Assembly]::LoadFrom([System.IO.Path]::Combine($folder, 'Provisioning.Loader.dll'))
    $path = [System.IO.Path]::Combine($folder, 'Provisioning.Cmdlets.dll')
    $isReload = [Provisioning.Loader.ModuleLoadContext]::IsLoaded($path)
    $inner = & $importModule -Assembly ([Provisioning.Loader.ModuleLoadContext]::Load($path)) -PassThru
}
else {
    $isReload = $false
    $inner = & $importModule -Name ([System.IO.Path]::Combine($PSScriptRoot, 'netstandard2.0', 'Provisioning.Cmdlets.dll')) -PassThru
}

# An assembly that this process has imported before does not add its cmdlets to the module again (Import-Module -Force), so they are handed over here.
if ($isReload) {
    $add = [System.Management.Automation.PSModuleInfo].GetMethod('AddExportedCmdlet', [System.Reflection.BindingFlags]'Instance, NonPublic')
    foreach ($cmdlet in $inner.ExportedCmdlets.Values) {
        $null = $add.Invoke($ExecutionContext.SessionState.Module, [object[]]@($cmdlet.PSObject.BaseObject))
    }
}
