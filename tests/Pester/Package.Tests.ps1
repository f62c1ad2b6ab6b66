# What ships, and that Install-PSResource takes it.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    $script:module = Split-Path (Get-TestModulePath)
    $script:manifest = Import-PowerShellDataFile (Get-TestModulePath)
}

Describe 'The module folder' {
    It 'Has a whole manifest' {
        Test-ModuleManifest (Get-TestModulePath) | Should -Not -BeNullOrEmpty
        $manifest.CompatiblePSEditions | Should -Be 'Core', 'Desktop'
        foreach ($name in 'Tags', 'LicenseUri', 'ProjectUri', 'ReleaseNotes') {
            $manifest.PrivateData.PSData.$name | Should -Not -BeNullOrEmpty -Because $name
        }
    }

    It 'Holds nothing of others that it does not need' {
        $files = (Get-ChildItem $module -Recurse -File).FullName | ForEach-Object { Get-RelativePath $module $_ }
        $files | Where-Object { $_ -like '*.pdb' -and (Split-Path $_ -Leaf) -notlike 'Provisioning*.pdb' } | Should -BeNullOrEmpty
        $files | Where-Object { $_ -match 'System\.Management\.Automation|PowerShellStandard|\.deps\.json$' } | Should -BeNullOrEmpty
        $natives = $files | Where-Object { $_ -match 'e_sqlite3\.(dll|so|dylib)$' -and $_ -notmatch 'provider' }
        $natives | Where-Object { $_ -like 'net8.0/*' } | ForEach-Object { $_.Split('/')[2] } | Sort-Object |
            Should -Be ('linux-arm64', 'linux-musl-x64', 'linux-x64', 'osx-arm64', 'osx-x64', 'win-arm64', 'win-x64', 'win-x86')
        $natives | Where-Object { $_ -like 'netstandard2.0/*' } | ForEach-Object { $_.Split('/')[2] } | Sort-Object |
            Should -Be ('win-arm64', 'win-x64', 'win-x86')
        $needed = @(
            'LICENSE', 'CHANGELOG.md', 'en-US/Provisioning.Cmdlets.dll-Help.xml', 'en-US/about_Provisioning.help.txt'
            'Examples/customers.csv', 'net8.0/Provisioning.Loader.dll', 'netstandard2.0/Provisioning.Cmdlets.dll'
        )
        foreach ($file in $needed) {
            $files | Should -Contain $file
        }
    }
}

# PSResourceGet comes with PowerShell 7.4, and its Compress-PSResource with 7.5.
Describe 'The package' -Skip:($PSVersionTable.PSVersion.Major -lt 7 -or -not (Get-Command Compress-PSResource -ErrorAction Ignore)) {
    It 'Is under 15 MB, and Install-PSResource installs it from a folder' {
        # The folder is named as the module is; a name that ends in the version would not do.
        $copy = Join-Path $TestDrive 'Provisioning'
        Copy-Item $module $copy -Recurse
        $repository = Join-Path $TestDrive 'repository'
        $null = New-Item -ItemType Directory $repository
        Compress-PSResource -Path $copy -DestinationPath $repository
        $package = Get-ChildItem $repository -Filter "Provisioning.$($manifest.ModuleVersion).nupkg"
        $package.Length | Should -BeLessThan 15MB

        $installed = Join-Path $TestDrive 'installed'
        $null = New-Item -ItemType Directory $installed
        $output = Invoke-FreshProcess @"
Register-PSResourceRepository -Name ProvisioningTest$PID -Uri '$repository' -Trusted
try {
    Save-PSResource Provisioning -Repository ProvisioningTest$PID -Path '$installed' -TrustRepository
}
finally {
    Unregister-PSResourceRepository ProvisioningTest$PID
}
Import-Module '$installed/Provisioning'
(Get-Command -Module Provisioning).Count
"@
        $output | Should -BeLike "*$($manifest.CmdletsToExport.Count)"
    }
}
