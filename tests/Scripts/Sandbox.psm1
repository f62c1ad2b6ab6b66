# Starts the sandbox for the scripts in this folder.

function Start-Sandbox {
    <#
    .SYNOPSIS
        Starts the sandbox in its own process on a free port.
    .OUTPUTS
        An object with the process and the address, which ends with a slash.
    #>
    [CmdletBinding(SupportsShouldProcess)]
    param([string] $Configuration = 'Release')

    $project = Join-Path $PSScriptRoot '../../src/Provisioning.Sandbox'
    if (-not $PSCmdlet.ShouldProcess($project, 'Start')) {
        return
    }

    $output = dotnet build $project --configuration $Configuration --verbosity quiet --nologo
    if ($LASTEXITCODE -ne 0) {
        throw "The sandbox does not build:`n$($output -join "`n")"
    }

    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
    foreach ($argument in (Join-Path $project "bin/$Configuration/net10.0/Provisioning.Sandbox.dll"), '--urls', 'http://127.0.0.1:0') {
        $start.ArgumentList.Add($argument)
    }

    $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $sandbox = [pscustomobject]@{ Process = $process; Address = $null }
    $line = $process.StandardOutput.ReadLine()
    if ($line -notmatch 'listening on (?<address>\S+)') {
        Stop-Sandbox $sandbox
        throw "The sandbox did not start: $line"
    }

    $sandbox.Address = [uri] $Matches.address
    $sandbox
}

function Stop-Sandbox {
    <#
    .SYNOPSIS
        Ends a sandbox that Start-Sandbox started.
    #>
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory)] $Sandbox)

    if ($PSCmdlet.ShouldProcess("process $($Sandbox.Process.Id)", 'Stop')) {
        $Sandbox.Process.Kill()
        $Sandbox.Process.WaitForExit()
        $Sandbox.Process.Dispose()
    }
}

Export-ModuleMember -Function Start-Sandbox, Stop-Sandbox
