# What the benchmark's scripts share.

# The PowerShell that runs this script: as the .NET tool, its process is dotnet's.
$own = Get-Process -Id $PID
$script:powerShell, [string[]] $script:leading = if ($own.ProcessName -eq 'dotnet') { $own.Path, (Join-Path $PSHOME 'pwsh.dll') } else { $own.Path, $null }
$script:leading = @($script:leading | Where-Object { $_ }) + '-NoProfile', '-NonInteractive'

function Invoke-PowerShell {
    <#
    .SYNOPSIS
        Runs a command or a script in a PowerShell process of its own.
    #>
    $output = & $script:powerShell @script:leading @args
    if ($LASTEXITCODE -ne 0) {
        throw "A PowerShell process failed: $args"
    }

    $output
}

function Get-Median([double[]] $Value) {
    $sorted = @($Value | Sort-Object)
    ($sorted[[Math]::Floor(($sorted.Count - 1) / 2)] + $sorted[[Math]::Floor($sorted.Count / 2)]) / 2
}

function Get-Figure([string] $Name, $Value, [string] $Unit = '', [string] $Target = '', $IsMet) {
    [pscustomobject]@{
        Figure = $Name
        Value  = '{0:#,0.##} {1}' -f $Value, $Unit
        Target = $Target
        Met    = if ($null -eq $IsMet) { '' } elseif ($IsMet) { 'yes' } else { 'NO' }
    }
}

Export-ModuleMember -Function Invoke-PowerShell, Get-Median, Get-Figure
