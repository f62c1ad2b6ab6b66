#!/usr/bin/env pwsh
#Requires -Version 7.4

<#
.SYNOPSIS
    Builds, tests, demonstrates, measures and packs the module.
.PARAMETER Task
    Build: builds an importable module in out/Provisioning/<version>/.
    Test:  runs all tests, including the Pester suite.
    Demo:  builds the module, starts the sandbox, and pipes the example CSV file to the cmdlets in this PowerShell.
    Bench: builds the module, and compares its speed with the alternatives (about ten minutes).
    Chaos: proves "exactly once or reported" at full size, under every fault of the sandbox (about twenty minutes).
    Fuzz:  tries random answers, cells and echoed secrets (a million inputs; about five minutes). The tests try some thousand.
    Pack:  builds the module, and creates out/Provisioning.<version>.nupkg for Install-PSResource.
.PARAMETER Destination
    The folder of the built module. Default: out/Provisioning/<version>/.
.PARAMETER Seed
    The seed of the chaos or fuzz run. The same seed causes the same faults and inputs.
.PARAMETER Count
    The number of inputs of the fuzz run.
.PARAMETER Minutes
    How long the fuzz run lasts, in place of the number of inputs.
.PARAMETER Configuration
    Release or Debug.
.EXAMPLE
    ./build.ps1 -Task Demo
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Demo', 'Bench', 'Chaos', 'Fuzz', 'Pack')]
    [string] $Task = 'Build',

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release',

    [string] $Destination,

    [ValidateRange(0, [int]::MaxValue)]
    [int] $Seed = 1,

    [ValidateRange(1, [long]::MaxValue)]
    [long] $Count = 1000000,

    [ValidateRange(0, [int]::MaxValue)]
    [int] $Minutes = 0
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

$manifest = Import-PowerShellDataFile -LiteralPath (Join-Path $PSScriptRoot 'Provisioning.psd1')
$moduleFolder = if ($Destination) { $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Destination) }
else { [System.IO.Path]::Combine($PSScriptRoot, 'out', 'Provisioning', $manifest.ModuleVersion) }

# The platforms that PowerShell supports. SQLite's package contains many more.
$nativePlatforms = 'win-x64', 'win-arm64', 'win-x86', 'linux-x64', 'linux-arm64', 'linux-musl-x64', 'osx-x64', 'osx-arm64'

function Invoke-DotNet([string[]] $Argument) {
    dotnet @Argument
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $($Argument[0]) failed with exit code $LASTEXITCODE."
    }
}

function Clear-Folder([string] $Path) {
    if (Test-Path -LiteralPath $Path) {
        Remove-Item -LiteralPath $Path -Recurse -Force
    }
}

# Two builds of one clone would write the same files in obj/ and bin/, so the second one waits for the first.
function Enter-Build {
    $folder = Join-Path $PSScriptRoot 'out'
    $null = New-Item -ItemType Directory -Path $folder -Force
    $deadline = [datetime]::UtcNow.AddMinutes(15)
    for ($isTold = $false; ; Start-Sleep -Milliseconds 500) {
        try {
            return [System.IO.File]::Open((Join-Path $folder '.lock'), 'OpenOrCreate', 'ReadWrite', 'None')
        }
        catch [System.IO.IOException] {
            if ([datetime]::UtcNow -gt $deadline) {
                throw "Another build of this clone has held $folder for 15 minutes: $_"
            }

            if (-not $isTold) {
                Write-Information 'Another build of this clone is running; waiting for it.' -InformationAction Continue
                $isTold = $true
            }
        }
    }
}

function Publish-Project([string] $Project, [string] $Framework, [string] $Destination) {
    Invoke-DotNet -Argument 'publish', (Join-Path $PSScriptRoot "src/$Project"), '--configuration', $Configuration,
        '--framework', $Framework, '--output', $Destination, '--verbosity', 'quiet', '--nologo'
}

function Build-Module {
    $turn = Enter-Build
    try {
        Write-Information 'Building the module; the first time this takes a minute or two.' -InformationAction Continue
        Build-ModuleFolder
    }
    finally {
        $turn.Dispose()
    }
}

# Built in another folder and then moved into place, so that a failed build does not replace the last good module.
function Build-ModuleFolder {
    $staging = "$moduleFolder.new"
    Clear-Folder $staging
    foreach ($framework in 'netstandard2.0', 'net8.0') {
        Publish-Project -Project 'Provisioning.Cmdlets' -Framework $framework -Destination (Join-Path $staging $framework)
    }

    Publish-Project -Project 'Provisioning.Loader' -Framework 'net8.0' -Destination (Join-Path $staging 'net8.0')
    $null = New-Item -ItemType Directory -Path (Join-Path $staging 'en-US')
    Invoke-DotNet -Argument 'run', '--project', (Join-Path $PSScriptRoot 'src/Provisioning.Docs'), '--configuration', $Configuration, '--',
        'maml', (Join-Path $staging 'en-US/Provisioning.Cmdlets.dll-Help.xml')
    $folders = (Join-Path $staging 'netstandard2.0'), (Join-Path $staging 'net8.0')
    Get-ChildItem -LiteralPath $folders -File -Include '*.deps.json', '*.xml' -Recurse | Remove-Item
    $folders | ForEach-Object { Get-ChildItem -LiteralPath (Join-Path $_ 'runtimes') -Directory -ErrorAction Ignore } |
        Where-Object Name -NotIn $nativePlatforms | Remove-Item -Recurse -Force

    # Windows PowerShell runs only on Windows. Its build has no native libraries of its own.
    $null = New-Item -ItemType Directory -Path (Join-Path $staging 'netstandard2.0/runtimes')
    Get-ChildItem -LiteralPath (Join-Path $staging 'net8.0/runtimes') -Filter 'win-*' |
        Copy-Item -Destination (Join-Path $staging 'netstandard2.0/runtimes') -Recurse
    foreach ($file in 'Provisioning.psd1', 'LICENSE', 'CHANGELOG.md') {
        Copy-Item -LiteralPath (Join-Path $PSScriptRoot $file) -Destination $staging
    }

    Get-ChildItem -LiteralPath (Join-Path $PSScriptRoot 'module') | Copy-Item -Destination $staging -Recurse -Force
    Clear-Folder $moduleFolder
    Move-Item -LiteralPath $staging -Destination $moduleFolder
    Write-Information "Built $moduleFolder" -InformationAction Continue
}

# PSResourceGet creates the package from the module's folder, without network access.
function Build-Package {
    $package = [System.IO.Path]::Combine($PSScriptRoot, 'out', "Provisioning.$($manifest.ModuleVersion).nupkg")
    if (Test-Path -LiteralPath $package) {
        Remove-Item -LiteralPath $package
    }

    Compress-PSResource -Path $moduleFolder -DestinationPath (Join-Path $PSScriptRoot 'out')
    Write-Information "Packed $package" -InformationAction Continue
}

switch ($Task) {
    'Build' { Build-Module }
    'Test' { Invoke-DotNet -Argument 'test', $PSScriptRoot, '--configuration', $Configuration, '--nologo' }
    'Demo' {
        Build-Module
        $module = Join-Path $moduleFolder 'Provisioning.psd1'
        & (Join-Path $PSScriptRoot 'tests/Scripts/Demo.ps1') -ModulePath $module -Configuration $Configuration
        exit $LASTEXITCODE
    }
    'Bench' {
        Build-Module
        & (Join-Path $PSScriptRoot 'tests/Scripts/Bench.ps1') -ModulePath (Join-Path $moduleFolder 'Provisioning.psd1')
    }
    'Chaos' {
        Invoke-DotNet -Argument 'run', '--project', (Join-Path $PSScriptRoot 'tests/Provisioning.Chaos'), '--configuration', 'Release',
            '--', 'all', '--rows', '10000', '--at-once', '32', '--seed', $Seed
    }
    'Fuzz' {
        Invoke-DotNet -Argument 'run', '--project', (Join-Path $PSScriptRoot 'tests/Provisioning.Fuzz'), '--configuration', 'Release',
            '--', '--count', $Count, '--minutes', $Minutes, '--seed', $Seed
    }
    'Pack' {
        Build-Module
        Build-Package
    }
}
