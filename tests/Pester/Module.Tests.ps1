# The module as PowerShell loads it: imported again, removed, in other runspaces, threads and jobs.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
}

AfterAll {
    Close-Sandbox
}

Describe 'The manifest' {
    It 'Is valid, and exports its cmdlets and nothing else' {
        $manifest = Test-ModuleManifest -Path (Get-TestModulePath)
        $manifest.ExportedCmdlets.Count | Should -Be 36
        $module = Get-Module Provisioning
        $module.ExportedCmdlets.Keys | Sort-Object | Should -Be ($manifest.ExportedCmdlets.Keys | Sort-Object)
        $module.ExportedFunctions.Count + $module.ExportedAliases.Count + $module.ExportedVariables.Count | Should -Be 0
        $module.Version | Should -Be $manifest.Version
    }

    It 'Lists the cmdlets for Get-Command' {
        @(Get-Command -Module Provisioning).Count | Should -Be 36
        (Get-Command New-CcCustomer).OutputType.Name | Should -Be 'Provisioning.Vendors.CloudCockpit.CloudCockpitCustomer'
    }
}

Describe 'Importing' {
    BeforeEach {
        Initialize-Sandbox
        $script:variables = @{
            TEST_MODULE = Get-TestModulePath
            TEST_ADDRESS = Get-SandboxAddress
            PROVISIONING_JOURNAL = $env:PROVISIONING_JOURNAL
        }
        $script:connect = 'Connect-ResellerService harborline word -BaseUri "${env:TEST_ADDRESS}reseller/" 6>$null'
        $script:create = { param([string] $Name) "(New-ResellerCustomer -Name $Name 6>`$null).Outcome" }
    }

    It 'Works with -Force twice, and after Remove-Module' {
        $output = Invoke-FreshProcess -Variables $variables -Script @"
            `$ErrorActionPreference = 'Stop'
            Import-Module `$env:TEST_MODULE
            $connect
            $(& $create one)
            Import-Module `$env:TEST_MODULE -Force
            Import-Module `$env:TEST_MODULE -Force
            @(Get-Command -Module Provisioning).Count
            $(& $create two)
            Remove-Module Provisioning
            @(Get-Command -Module Provisioning -ListImported).Count
            Import-Module `$env:TEST_MODULE
            @(Get-Command -Module Provisioning).Count
            $connect
            $(& $create three)
            (Get-Module Provisioning).ExportedCmdlets.Count
"@
        $output -split '\r?\n' | Should -Be 'Created', '36', 'Created', '0', '36', 'Created', '36'
        (Get-SandboxState).created | Should -Be 3
    }

    It 'Loads by itself when a cmdlet is called' {
        $folder = Join-Path $TestDrive 'modules'
        $null = New-Item -ItemType Directory -Path $folder -Force
        Copy-Item -LiteralPath (Split-Path -Path (Get-TestModulePath)) -Destination (Join-Path $folder 'Provisioning') -Recurse -Force
        $paths = $folder, (Join-Path $PSHOME 'Modules') -join [System.IO.Path]::PathSeparator
        $output = Invoke-FreshProcess -Variables ($variables + @{ PSModulePath = $paths }) -Script "$connect; $(& $create auto)"
        $output | Should -Be 'Created'
    }

    # .NET Framework cannot load a second version of an assembly: Windows PowerShell imports an update in its next session.
    Context 'An update in the session that had the old version' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        BeforeAll {
            # An update is another version and another build. The version stands in the metadata's assembly table, after four other bytes; the
            # build is the first GUID.
            function New-Update {
                $new = Join-Path $TestDrive ([guid]::NewGuid())
                Copy-Item -LiteralPath (Split-Path -Path (Get-TestModulePath)) -Destination $new -Recurse -Force
                $manifest = Join-Path $new 'Provisioning.psd1'
                $text = [System.IO.File]::ReadAllText($manifest) -replace "(ModuleVersion\s*=\s*)'[\d.]+'", "`$1'1.5.0'"
                [System.IO.File]::WriteAllText($manifest, $text)
                foreach ($name in 'Provisioning.Loader', 'Provisioning.Cmdlets') {
                    $path = Join-Path $new "net8.0/$name.dll"
                    $bytes = [System.IO.File]::ReadAllBytes($path)
                    $reader = [System.Reflection.PortableExecutable.PEReader]::new([System.IO.MemoryStream]::new($bytes))
                    $metadata = [System.Reflection.Metadata.PEReaderExtensions]::GetMetadataReader($reader)
                    $version = [System.Reflection.Metadata.Ecma335.MetadataReaderExtensions]::GetTableMetadataOffset($metadata, 'Assembly') + 4
                    $build = [System.Reflection.Metadata.Ecma335.MetadataReaderExtensions]::GetHeapMetadataOffset($metadata, 'Guid')
                    $bytes[$reader.PEHeaders.MetadataStartOffset + $version] += 1
                    $bytes[$reader.PEHeaders.MetadataStartOffset + $build] = $bytes[$reader.PEHeaders.MetadataStartOffset + $build] -bxor 1
                    $reader.Dispose()
                    [System.IO.File]::WriteAllBytes($path, $bytes)
                }

                $new
            }
        }

        It 'Is imported <How>' -ForEach @(
            @{ How = 'after Remove-Module'; Before = 'Remove-Module Provisioning' }
            @{ How = 'and takes its place'; Before = '' }
            @{ How = 'with -Force'; Before = ''; Force = '-Force' }
        ) {
            $new = New-Update
            $output = Invoke-FreshProcess -Variables ($variables + @{ TEST_UPDATE = $new }) -Script @"
            `$ErrorActionPreference = 'Stop'
            Import-Module `$env:TEST_MODULE
            $connect
            $(& $create one)
            $Before
            Import-Module `$env:TEST_UPDATE/Provisioning.psd1 $Force 3>`$null
            @(Get-Module Provisioning).Version.ToString()
            @(Get-Command -Module Provisioning).Count
            @(Get-ProvisioningConnection).Count
            $connect
            $(& $create two)
            (Get-Command New-ResellerCustomer).ImplementingType.Assembly.GetName().Version.Major
            `$ErrorActionPreference
"@
            $output -split '\r?\n' | Should -Be 'Created', '1.5.0', '36', '0', 'Created', '2', 'Stop'
        }

        It 'Goes back and forth between two versions' {
            $output = Invoke-FreshProcess -Variables ($variables + @{ TEST_UPDATE = New-Update }) -Script @'
            $ErrorActionPreference = 'Stop'
            foreach ($module in $env:TEST_MODULE, "$env:TEST_UPDATE/Provisioning.psd1", $env:TEST_MODULE, "$env:TEST_UPDATE/Provisioning.psd1") {
                Import-Module $module 3>$null
                (Get-Command New-ResellerCustomer).ImplementingType.Assembly.GetName().Version.Major
                @(Get-Command -Module Provisioning).Count
            }
'@
            $output -split '\r?\n' | Should -Be '1', '36', '2', '36', '1', '36', '2', '36'
        }

        It 'Warns that the connections of the old version are gone, and says so of one in a variable' {
            $output = Invoke-FreshSession -Variables ($variables + @{ TEST_UPDATE = New-Update }) -Script @'
            Import-Module $env:TEST_MODULE
            $old = Connect-ResellerService harborline word -BaseUri "${env:TEST_ADDRESS}reseller/" -PassThru 6>$null
            Import-Module $env:TEST_UPDATE/Provisioning.psd1
            New-ResellerCustomer -Name one -Connection $old
'@
            $output | Should -BeLike '*Provisioning 1.0.0 was replaced in this session. Its connections are gone: connect again.*'
            $output | Should -BeLike '*This connection was created by another version of the module*Connect again.*'
        }

        It 'Leaves a version that has a prefix, and another module of the same name' {
            $output = Invoke-FreshProcess -Variables ($variables + @{ TEST_UPDATE = New-Update; TEST_FOLDER = "$TestDrive" }) -Script @'
            $ErrorActionPreference = 'Stop'
            $other = New-Item -ItemType Directory -Path "$env:TEST_FOLDER/other/Provisioning"
            Set-Content -LiteralPath "$other/Provisioning.psm1" -Value 'function Add-ProvisioningPackage { "the other one" }'
            New-ModuleManifest -Path "$other/Provisioning.psd1" -RootModule Provisioning.psm1 -FunctionsToExport Add-ProvisioningPackage
            Import-Module "$other/Provisioning.psd1"
            Import-Module $env:TEST_MODULE -Prefix Old
            Import-Module $env:TEST_UPDATE/Provisioning.psd1
            Add-ProvisioningPackage
            (Get-Command New-OldResellerCustomer).ImplementingType.Assembly.GetName().Version.Major
            (Get-Command New-ResellerCustomer).ImplementingType.Assembly.GetName().Version.Major
'@
            $output -split '\r?\n' | Should -Be 'the other one', '1', '2'
        }

        # Each version has files of its own, SQLite among them, and POSIX locks are the whole process's.
        It 'Sends each row once where runs of two versions overlap in one process' {
            $output = Invoke-FreshProcess -Variables ($variables + @{ TEST_UPDATE = New-Update }) -Script @'
            $ErrorActionPreference = 'Stop'
            $run = {
                param($Module)
                $ErrorActionPreference = 'Stop'
                Import-Module $Module
                Connect-ResellerService harborline word -BaseUri "${env:TEST_ADDRESS}reseller/" 6>$null
                (Get-Command New-ResellerCustomer).ImplementingType.Assembly.GetName().Version.Major
                foreach ($part in 0..3) {
                    # Each part is a run of its own, which opens the journal and closes it.
                    $rows = 1..100 | ForEach-Object { [pscustomobject]@{ Name = "customer-$($part * 100 + $_)" } }
                    $rows | New-ResellerCustomer -ThrottleLimit 16 -ErrorAction SilentlyContinue -ErrorVariable problems 6>$null |
                        ForEach-Object { "$($_.Outcome)" }
                    $problems | ForEach-Object { $_.FullyQualifiedErrorId -replace ',.*' }
                }
            }
            $shells = foreach ($module in $env:TEST_MODULE, "$env:TEST_UPDATE/Provisioning.psd1") {
                $shell = [powershell]::Create().AddScript($run).AddArgument($module)
                @{ Shell = $shell; Call = $shell.BeginInvoke() }
            }
            $words = foreach ($one in $shells) { $one.Shell.EndInvoke($one.Call) }
            $words | Group-Object -NoElement | ForEach-Object { "$($_.Name)=$($_.Count)" }
            if (Test-Path -LiteralPath /proc/self/maps) {
                $copies = Get-Content -LiteralPath /proc/self/maps | Where-Object { $_ -match 'libe_sqlite3' }
                "copies=$(@($copies -replace '^[^/]*' | Select-Object -Unique).Count)"
            }
            Import-Module $env:TEST_MODULE
            "confirmed=$(@(Get-ProvisioningOperation -State Confirmed).Count)"
'@
            $words = $output -split '\r?\n'
            $words | Should -Contain '1=1'
            $words | Should -Contain '2=1'
            $words | Should -Contain 'Created=400'
            $words | Should -Contain 'confirmed=400'
            $words -match '=' | Where-Object { $_ -notmatch '^(1|2|Created|Replayed|HeldByAnotherRun|copies|confirmed)=' } | Should -BeNullOrEmpty
            if (Test-Path -LiteralPath /proc/self/maps) { $words | Should -Contain 'copies=1' }
            (Get-SandboxState).created | Should -Be 400
            (Get-SandboxState).duplicates.byKey | Should -Be 0
        }

        It 'Leaves the old version where the update cannot be loaded' {
            $new = New-Update
            Remove-Item -LiteralPath (Join-Path $new 'net8.0/Provisioning.Cmdlets.dll')
            $output = Invoke-FreshProcess -Variables ($variables + @{ TEST_UPDATE = $new }) -Script @'
            Import-Module $env:TEST_MODULE
            try { Import-Module $env:TEST_UPDATE/Provisioning.psd1 -ErrorAction Stop } catch { 'refused' }
            @(Get-Command -Module Provisioning).Count
            (Get-Command New-ResellerCustomer).ImplementingType.Assembly.GetName().Version.Major
'@
            $output -split '\r?\n' | Select-Object -Last 3 | Should -Be 'refused', '36', '1'
        }
    }

    It 'Fails as a whole where <_> is missing, in both editions' -ForEach @(
        'net8.0/Provisioning.Loader.dll', 'net8.0/Provisioning.Cmdlets.dll', 'netstandard2.0/Provisioning.Cmdlets.dll'
    ) {
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        Copy-Item -LiteralPath (Split-Path -Path (Get-TestModulePath)) -Destination $folder -Recurse
        Remove-Item -LiteralPath (Join-Path $folder $_)

        # The way of the other edition is taken by saying that this is the other one.
        $edition = if ($_ -like 'net8.0/*') { 'Core' } else { 'Desktop' }
        $script = Join-Path $folder 'Provisioning.psm1'
        $text = [System.IO.File]::ReadAllText($script).Replace('$PSEdition', "'$edition'")
        [System.IO.File]::WriteAllText($script, $text)
        $output = Invoke-FreshProcess -Variables @{ TEST_BROKEN = $folder } -Script @'
            try { Import-Module $env:TEST_BROKEN/Provisioning.psd1 -ErrorAction Stop } catch { 'refused' }
            @(Get-Module Provisioning).Count
            @(Get-Command -Module Provisioning -ListImported).Count
'@
        $output -split '\r?\n' | Select-Object -Last 3 | Should -Be 'refused', '0', '0'
    }

    It 'Says in one sentence what is wrong in a session with ConstrainedLanguage' {
        $start = [initialsessionstate]::CreateDefault2()
        $start.LanguageMode = 'ConstrainedLanguage'
        $shell = [powershell]::Create($start)
        try {
            $null = $shell.AddScript("Import-Module '$(Get-TestModulePath)'").Invoke()
            $said = @($shell.Streams.Error)
        }
        finally {
            $shell.Dispose()
        }

        $said.Count | Should -Be 1
        "$($said[0])" | Should -BeLike 'The module Provisioning needs the language mode FullLanguage, but runs in ConstrainedLanguage: *'
        Assert-NoStackTrace $said[0]
    }

    It 'Works in a session with RestrictedLanguage, where commands can be run' {
        $start = [initialsessionstate]::CreateDefault2()
        $start.LanguageMode = 'RestrictedLanguage'
        $shell = [powershell]::Create($start)
        try {
            $null = $shell.AddScript("Import-Module '$(Get-TestModulePath)'").Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
            $shell.Commands.Clear()
            $null = $shell.AddCommand('Get-ProvisioningConnection').Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'Works in a constrained session whose configuration imports it' {
        $start = [initialsessionstate]::CreateDefault2()
        $start.LanguageMode = 'ConstrainedLanguage'
        $start.ImportPSModule((Get-TestModulePath))
        $shell = [powershell]::Create($start)
        try {
            $null = $shell.AddCommand('Connect-ResellerService').AddParameter('ResellerName', 'harborline').AddParameter('ResellerPassword', 'word').
                AddParameter('BaseUri', "$(Get-SandboxAddress)reseller/").AddStatement().AddCommand('New-ResellerCustomer').AddParameter('Name', 'jea')
            "$($shell.Invoke()[0].Outcome)" | Should -Be 'Created'
            $shell.Streams.Error | Should -BeNullOrEmpty
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'Loads neither the journal nor the HTTP stack before they are needed' {
        $output = Invoke-FreshProcess -Variables $variables -Script @'
            Import-Module $env:TEST_MODULE
            $late = 'Microsoft.Data.Sqlite', 'SQLitePCLRaw.core', 'Polly.Core', 'Microsoft.Extensions.Http'
            @([System.AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name } | Where-Object { $_ -in $late }).Count
'@
        $output | Should -Be '0'
    }
}
