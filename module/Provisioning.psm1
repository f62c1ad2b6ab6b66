# Each line here adds to the time of an import: the first comparison of two objects alone takes 10 ms. The script uses only type accelerators,
# because PowerShell would look up any other type name in every assembly of the process, ignoring case, before it runs anything.
try {
    if ($PSEdition -eq 'Desktop') {
        # Windows PowerShell has no load contexts. The assemblies are resolved from the module's folder.
        Microsoft.PowerShell.Core\Import-Module -Name "$PSScriptRoot/netstandard2.0/Provisioning.Cmdlets.dll" -ErrorAction Stop
        return
    }

    # On PowerShell 7 the module has its own load context, so that it does not conflict with the Newtonsoft.Json or Polly of other modules.
    # LoadFile keeps two versions of the loader apart, so that a session that has loaded the old one can import an update.
    $loaderAssembly = [type]::GetType('System.Reflection.Assembly')::LoadFile("$PSScriptRoot/net8.0/Provisioning.Loader.dll")
    $loader = $loaderAssembly.GetType('Provisioning.Loader.ModuleLoadContext')
    $path = "$PSScriptRoot/net8.0/Provisioning.Cmdlets.dll"
    $isReload = $loader::IsLoaded($path)
    $cmdlets = $loader::Load($path)

    # PowerShell refuses cmdlets whose names are taken by another version, so this version takes the place of the other one. It is removed
    # only now, when nothing is missing any more. With a prefix, the names of the other version are different. Windows has another module of
    # this name, so the GUID of the manifest decides.
    if ($loader::HasOthers()) {
        foreach ($other in Microsoft.PowerShell.Core\Get-Module -Name Provisioning) {
            if ($other.Guid -eq '5d2f7d0c-6b7e-4a57-9c1e-0f6f3b8f9a41' -and $other.ModuleBase -ne $PSScriptRoot -and -not $other.Prefix) {
                Microsoft.PowerShell.Core\Remove-Module -ModuleInfo $other -Force -ErrorAction Stop
                Microsoft.PowerShell.Utility\Write-Warning ("Provisioning $($other.Version) was replaced in this session. Its connections are" +
                    ' gone: connect again.')
            }
        }
    }

    $inner = Microsoft.PowerShell.Core\Import-Module -Assembly $cmdlets -PassThru -ErrorAction Stop
    if ($isReload) {
        $loader::Export($inner, $ExecutionContext.SessionState.Module)
    }
}
catch {
    if ($ExecutionContext.SessionState.LanguageMode -eq 'FullLanguage') {
        throw
    }

    throw "The module Provisioning needs the language mode FullLanguage, but runs in $($ExecutionContext.SessionState.LanguageMode): have its" +
        ' folder or its signature allowed in the application control policy (App Control for Business or AppLocker) of this computer.'
}
