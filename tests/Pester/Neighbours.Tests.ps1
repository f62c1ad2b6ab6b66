# Other modules bring other versions of what this one uses, before or after it: in a fresh process each time, both must go on working.

BeforeDiscovery {
    $script:neighbours = @(
        @{
            Package = 'Newtonsoft.Json'; Version = '9.0.1'; Folder = 'netstandard1.0'; Assembly = 'Newtonsoft.Json'
            AssemblyVersion = '9.0.0.0'
        }
        @{
            Package = 'Newtonsoft.Json'; Version = '12.0.3'; Folder = 'netstandard2.0'; Assembly = 'Newtonsoft.Json'
            AssemblyVersion = '12.0.0.0'
        }
        @{
            Package = 'Newtonsoft.Json'; Version = '13.0.1'; Folder = 'netstandard2.0'; Assembly = 'Newtonsoft.Json'
            AssemblyVersion = '13.0.0.0'
        }
        @{ Package = 'Polly'; Version = '7.2.4'; Folder = 'netstandard2.0'; Assembly = 'Polly'; AssemblyVersion = '7.0.0.0' }
        @{
            Package = 'Microsoft.Extensions.Http'; Version = '3.1.32'; Folder = $null; Assembly = 'Microsoft.Extensions.Http'
            AssemblyVersion = '3.1.32.0'
        }
        # The nearest to 3 that some feeds still have.
        @{
            Package = 'Microsoft.Extensions.Http'; Version = '5.0.0'; Folder = $null; Assembly = 'Microsoft.Extensions.Http'
            AssemblyVersion = '5.0.0.0'
        }
    )
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox
    $packages = ((dotnet nuget locals global-packages --list) -replace '^[^:]*: ').Trim()
    $feed = @{}

    # Restores into the user's own package folder, and says what is wrong where it cannot.
    function Restore-Item([string] $Item) {
        if (-not $feed.ContainsKey($Item)) {
            $folder = Join-Path $TestDrive ([guid]::NewGuid())
            $null = New-Item -ItemType Directory -Path $folder
            $project = '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup>'
            Set-Content -LiteralPath (Join-Path $folder 'neighbour.csproj') -Value "$project<ItemGroup>$Item</ItemGroup></Project>"
            $output = dotnet restore (Join-Path $folder 'neighbour.csproj') --nologo 2>&1
            $problem = if ($LASTEXITCODE -ne 0) {
                $errors = $output | Select-String -Pattern 'error' | Select-Object -First 2
                ($errors | ForEach-Object { $_.Line -replace '^.*error ' }) -join ' '
            }

            $feed[$Item] = @{ Folder = $folder; Problem = $problem }
        }

        $feed[$Item]
    }

    # The files of a package, with those of its dependencies; nothing where the feed does not have it.
    function Find-Neighbour([string] $Package, [string] $Version, [string] $Folder) {
        if ($Folder) {
            $restored = Restore-Item "<PackageDownload Include=""$Package"" Version=""[$Version]"" />"
            $files = [System.IO.Path]::Combine($packages, $Package.ToLowerInvariant(), $Version, 'lib', $Folder, "$Package.dll")
        }
        else {
            $restored = Restore-Item "<PackageReference Include=""$Package"" Version=""[$Version]"" />"
            if (-not $restored.Problem) {
                $assets = Get-Content -LiteralPath (Join-Path $restored.Folder 'obj/project.assets.json') -Raw | ConvertFrom-Json
                $files = foreach ($library in $assets.targets.'net8.0'.PSObject.Properties) {
                    foreach ($file in $library.Value.runtime.PSObject.Properties) {
                        [System.IO.Path]::Combine($packages, $library.Name.ToLowerInvariant(), $file.Name)
                    }
                }
            }
        }

        if ($restored.Problem) { @{ Problem = "the feed does not have it: $($restored.Problem)" } } else { @{ Files = @($files) } }
    }

    # A module that brings its own assemblies and uses them. Where PowerShell has that assembly itself, the way to bring another is Assembly.LoadFile.
    $script:neighbour = {
        param([string[]] $File, [string] $Assembly)
        $loaded = @{}
        foreach ($path in $File) {
            $name = [System.IO.Path]::GetFileNameWithoutExtension($path)
            $loaded[$name] = try { [System.Reflection.Assembly]::LoadFrom($path) } catch { [System.Reflection.Assembly]::LoadFile($path) }
        }

        $mine = $loaded[$Assembly]
        if ($Assembly -eq 'Newtonsoft.Json' -and $mine.Location -notin $File) {
            $mine = [System.Reflection.Assembly]::LoadFile($File[0])
        }

        $works = switch ($Assembly) {
            'Newtonsoft.Json' {
                $serialize = $mine.GetType('Newtonsoft.Json.JsonConvert').GetMethod('SerializeObject', [type[]] @([object]))
                $serialize.Invoke($null, @(, [int[]] (1, 2))) -eq '[1,2]'
            }
            'Polly' {
                $noOp = $mine.GetType('Polly.Policy').GetMethods().Where({ $_.Name -eq 'NoOp' -and -not $_.IsGenericMethod })[0]
                $noOp.Invoke($null, @()).GetType().Name -eq 'NoOpPolicy'
            }
            'Microsoft.Extensions.Http' {
                $namespace = 'Microsoft.Extensions.DependencyInjection'
                $services = [System.Activator]::CreateInstance($loaded[$namespace].GetType("$namespace.ServiceCollection"))
                $methods = $mine.GetType("$namespace.HttpClientFactoryServiceCollectionExtensions").GetMethods()
                $add = $methods.Where({ $_.Name -eq 'AddHttpClient' -and $_.GetParameters().Count -eq 1 })[0]
                $null -ne $add.Invoke($null, @(, $services))
            }
        }
        "neighbour $($mine.GetName().Version) works: $works"
    }.ToString()
}

AfterAll {
    Close-Sandbox
}

# This is about the load context of PowerShell 7: Windows PowerShell has none, and these builds of the packages are not for .NET Framework.
Describe 'Neighbours' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
    BeforeEach {
        Initialize-Sandbox
    }

    It 'Works beside <Package> <Version> that is loaded <When>' -ForEach @(
        foreach ($each in $neighbours) {
            $each + @{ When = 'before it' }
            $each + @{ When = 'after it' }
        }
    ) {
        $found = Find-Neighbour -Package $Package -Version $Version -Folder $Folder
        if ($found.Problem) {
            Set-ItResult -Skipped -Because $found.Problem
            return
        }

        $load = "& { $neighbour } -File $(($found.Files | ForEach-Object { "'$_'" }) -join ', ') -Assembly '$Assembly'"
        $import = 'Import-Module $env:TEST_MODULE; Connect-ResellerService harborline word -BaseUri "${env:TEST_ADDRESS}reseller/"'
        $steps = if ($When -eq 'before it') { $load, $import } else { $import, '"before: $((New-ResellerCustomer -Name first).Outcome)"', $load }
        $output = Invoke-FreshProcess -Variables @{
            TEST_MODULE = Get-TestModulePath
            TEST_ADDRESS = Get-SandboxAddress
            PROVISIONING_JOURNAL = $env:PROVISIONING_JOURNAL
        } -Script (@('$ErrorActionPreference = ''Stop''') + $steps + @(
            '"after: $((New-ResellerCustomer -Name second).Outcome)"'
            # The same type from both: the neighbour's is not the module's.
            'foreach ($assembly in [System.AppDomain]::CurrentDomain.GetAssemblies()) {'
            '    $context = [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($assembly)'
            '    "$($context.Name)/$($assembly.GetName().Name)/$($assembly.GetName().Version)"'
            '}'
        ) -join "`n")
        $lines = $output -split '\r?\n'
        $lines | Should -Contain "neighbour $AssemblyVersion works: True" -Because $output
        $lines | Should -Contain 'after: Created'
        if ($When -eq 'after it') {
            $lines | Should -Contain 'before: Created'
        }

        $lines | Where-Object { $_ -like 'Provisioning/Newtonsoft.Json/13.*' } |
            Should -Not -BeNullOrEmpty -Because 'the module has its own'
        (Get-SandboxState).created | Should -Be $(if ($When -eq 'after it') { 2 } else { 1 })
    }
}
