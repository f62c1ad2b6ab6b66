#!/usr/bin/env pwsh
#Requires -Version 7.4

<#
.SYNOPSIS
    The one door to all that is done with this repository: builds, tests, shows, measures and packs the module.
.PARAMETER Task
    Build: leaves an importable module at out/Provisioning/<version>/.
    Test:  runs all tests.
    Demo:  builds, starts the sandbox, and runs the example CSVs through the cmdlets in this PowerShell.
.PARAMETER Configuration
    Release or Debug.
.EXAMPLE
    ./build.ps1 -Task Demo
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Demo')]
    [string] $Task = 'Build',

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

$manifest = Import-PowerShellDataFile -LiteralPath (Join-Path $PSScriptRoot 'Provisioning.psd1')
$moduleFolder = [System.IO.Path]::Combine($PSScriptRoot, 'out', 'Provisioning', $manifest.ModuleVersion)

# The platforms that PowerShell runs on; SQLite's package brings many more.
$nativePlatforms = 'win-x64', 'win-arm64', 'win-x86', 'linux-x64', 'linux-arm64', 'linux-musl-x64', 'osx-x64', 'osx-arm64'

function Invoke-DotNet {
    dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE."
    }
}

function Publish-Project([string] $Project, [string] $Framework, [string] $Destination) {
    Invoke-DotNet publish (Join-Path $PSScriptRoot "src/$Project") --configuration $Configuration --framework $Framework --output $Destination --verbosity quiet --nologo
}

function Build-Module {
    if (Test-Path -LiteralPath $moduleFolder) {
        Remove-Item -LiteralPath $moduleFolder -Recurse -Force
    }

    foreach ($framework in 'netstandard2.0', 'net8.0') {
        Publish-Project 'Provisioning.Cmdlets' $framework (Join-Path $moduleFolder $framework)
    }

    Publish-Project 'Provisioning.Loader' 'net8.0' (Join-Path $moduleFolder 'net8.0')
    Get-ChildItem -LiteralPath $moduleFolder -Recurse -File -Include '*.deps.json', '*.xml' | Remove-Item
    Get-ChildItem -Path (Join-Path $moduleFolder '*/runtimes/*') -Directory | Where-Object Name -NotIn $nativePlatforms | Remove-Item -Recurse -Force

    # Windows PowerShell runs on Windows alone; its build has no native libraries of its own.
    $null = New-Item -ItemType Directory -Path (Join-Path $moduleFolder 'netstandard2.0/runtimes')
    Copy-Item -Path (Join-Path $moduleFolder 'net8.0/runtimes/win-*') -Destination (Join-Path $moduleFolder 'netstandard2.0/runtimes') -Recurse
    Copy-Item -LiteralPath (Join-Path $PSScriptRoot 'Provisioning.psd1'), (Join-Path $PSScriptRoot 'LICENSE'), (Join-Path $PSScriptRoot 'CHANGELOG.md') -Destination $moduleFolder
    Copy-Item -Path (Join-Path $PSScriptRoot 'module/*') -Destination $moduleFolder -Recurse -Force
    Write-Host "Built $moduleFolder"
}

switch ($Task) {
    'Build' { Build-Module }
    'Test' { Invoke-DotNet test $PSScriptRoot --configuration $Configuration --nologo }
    'Demo' {
        Build-Module
        & (Join-Path $PSScriptRoot 'tests/Demo.ps1') -ModulePath (Join-Path $moduleFolder 'Provisioning.psd1') -Configuration $Configuration
    }
}
