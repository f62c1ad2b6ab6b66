# Finds the uses of what Windows PowerShell 5.1 lacks, in a script that is only read. The tests of portability read it.

# One line of text for each use that is not guarded.
function Get-Finding([string] $Text, [int] $FirstLine = 1) {
    $tokens = $null
    $problems = $null
    $tree = [System.Management.Automation.Language.Parser]::ParseInput($Text, [ref] $tokens, [ref] $problems)
    $nodes = $tree.FindAll({ $true }, $true)
    foreach ($use in @(Find-NewToken $tokens) + @(Find-NewUse $nodes)) {
        if (-not (Test-Guarded $use.At $use.Name $tree)) {
            "line $($use.At.Extent.StartLineNumber + $FirstLine - 1): $($use.What)"
        }
    }

    # What looks like code in a here-string may be anything else, so nothing is wrong with what does not parse.
    if ($FirstLine -eq 1) {
        foreach ($problem in $problems) {
            "line $($problem.Extent.StartLineNumber): $($problem.Message)"
        }
    }

    foreach ($string in $nodes) {
        $isHereString = $string.StringConstantType -and "$($string.StringConstantType)" -like '*HereString'
        if ($isHereString -and -not (Test-Guarded $string '' $tree)) {
            Get-Finding $string.Value ($string.Extent.StartLineNumber + $FirstLine)
        }
    }
}

function Select-Use([object] $At, [string] $Name, [string] $What) {
    [pscustomobject]@{ At = $At; Name = $Name; What = $What }
}

function Find-NewToken([object[]] $Tokens) {
    foreach ($token in $Tokens) {
        $kind = "$($token.Kind)"
        if ($newTokens.ContainsKey($kind)) {
            Select-Use $token $kind $newTokens[$kind]
        }
        elseif ($kind -eq 'Number' -and $token.Text -match '^0b|^(?!0x)[\d.]+(e[+-]?\d+)?(u|uy|us|ul|y|s|n)(kb|mb|gb|tb|pb)?$') {
            Select-Use $token $kind "the number $($token.Text)"
        }
        elseif ($kind -like '*StringExpandable' -and $token.Text -match '(?<!`)(``)*`(e|u\{)') {
            Select-Use $token $kind 'the escape sequence `e or `u{}'
        }
    }
}

function Find-NewUse([object[]] $Nodes) {
    foreach ($node in $Nodes) {
        switch ($node.GetType().Name) {
            'CommandAst' { Find-NewCommand $node }
            'MemberExpressionAst' { Find-NewMember $node }
            'InvokeMemberExpressionAst' { Find-NewMember $node }
            'VariableExpressionAst' {
                if ($node.VariablePath.UserPath -in $newVariables) {
                    Select-Use $node '' "the variable `$$($node.VariablePath.UserPath)"
                }
            }
            { $_ -in 'TypeExpressionAst', 'TypeConstraintAst' } {
                $name = $node.TypeName.FullName
                foreach ($type in $newTypes) {
                    if ($name -like $type -or "System.$name" -like $type) {
                        Select-Use $node '' "the type $name"
                    }
                }
            }
            'PipelineAst' {
                if ($node.Background) {
                    Select-Use $node '' 'the background operator &'
                }
            }
            'BinaryExpressionAst' {
                if ("$($node.Operator)" -eq 'DotDot' -and "$($node.Left.Value)" -match '^\D$') {
                    Select-Use $node '' 'a range of letters'
                }
            }
        }
    }
}

function Find-NewCommand([object] $Command) {
    $name = "$($Command.GetCommandName())" -replace '^.*\\'
    if ($aliases.ContainsKey($name)) {
        $name = $aliases[$name]
    }

    foreach ($cmdlet in $newCmdlets) {
        if ($name -like $cmdlet) {
            return Select-Use $Command $name $name
        }
    }

    $elements = @($Command.CommandElements | Select-Object -Skip 1)
    $given = @($elements | Where-Object { $_ -is [System.Management.Automation.Language.CommandParameterAst] })
    $names = @($given | ForEach-Object ParameterName)

    # A parameter may be cut short; four letters and fewer mostly mean an older one.
    foreach ($parameter in @($newParameters[$name]) + $newParameters['*']) {
        if ($names | Where-Object { $_ -eq $parameter -or ($_.Length -gt 4 -and $parameter -like "$_*") }) {
            Select-Use $Command $name "$name -$parameter"
        }
    }

    $needed = $neededParameters[$name]
    if ($needed -and -not ($names | Where-Object { $needed -like "$_*" })) {
        Select-Use $Command $name "$name without -$needed"
    }

    foreach ($parameter in $given | Where-Object { $newValues.ContainsKey($_.ParameterName) }) {
        $next = $elements | Select-Object -Skip ($elements.IndexOf($parameter) + 1) -First 1
        $value = if ($parameter.Argument) { $parameter.Argument } else { $next }
        if ("$value".Trim('"', "'") -in $newValues[$parameter.ParameterName]) {
            Select-Use $Command $name "-$($parameter.ParameterName) $value"
        }
    }

    if ($name -eq 'Join-Path' -and $elements.Count - $given.Count -gt 2) {
        Select-Use $Command $name 'Join-Path with more than two parts'
    }
}

function Find-NewMember([object] $Node) {
    $member = "$($Node.Member.Value)"
    $arguments = @($Node.Arguments | Where-Object { $null -ne $_ })
    $type = if ($Node.Static) { "$($Node.Expression.TypeName.Name)" -replace '^.*\.' }
    $what = if ($type -and $newStaticMembers.ContainsKey($type) -and $member -in $newStaticMembers[$type]) {
        "[$type]::$member"
    }
    elseif (-not $type -and $member -in $newMembers) {
        "the member $member"
    }
    elseif ($Node.GenericTypeArguments) {
        'type arguments of a method call'
    }
    elseif ($member -eq 'Kill' -and $arguments) {
        'Kill with an argument'
    }
    elseif ($member -eq 'Replace' -and $arguments.Count -gt 2 -and -not $type) {
        'Replace with a comparison'
    }
    elseif ($member -eq 'Contains' -and $arguments.Count -gt 1) {
        'Contains with a comparison'
    }
    elseif ($member -eq 'Split' -and -not $type -and $arguments -and "$($arguments[0].Value)".Length -gt 1) {
        'Split at a text of several characters, at each of which .NET Framework splits'
    }

    if ($what) {
        Select-Use $Node $member $what
    }
}

# Inside a test that is skipped, or a branch that is not taken, where the version is too low.
function Test-Guarded([object] $At, [string] $Name, [object] $Tree) {
    $node = $At
    if ($At -is [System.Management.Automation.Language.Token]) {
        # A token has no parent: the smallest node around it has.
        $node = $Tree.FindAll({ $true }, $true) |
            Where-Object { $_.Extent.StartOffset -le $At.Extent.StartOffset -and $_.Extent.EndOffset -ge $At.Extent.EndOffset } |
            Sort-Object -Property { $_.Extent.EndOffset - $_.Extent.StartOffset } | Select-Object -First 1
    }

    for (; $node; $node = $node.Parent) {
        if ($node -is [System.Management.Automation.Language.CommandAst] -and $node.GetCommandName() -in 'It', 'Context', 'Describe') {
            foreach ($element in $node.CommandElements) {
                if ($element.ParameterName -eq 'Skip' -and (Test-AsksForVersion "$($element.Argument)" $Name $Tree)) {
                    return $true
                }
            }
        }
        elseif ($node -is [System.Management.Automation.Language.IfStatementAst]) {
            foreach ($clause in $node.Clauses) {
                if (Test-AsksForVersion "$($clause.Item1)" $Name $Tree) {
                    return $true
                }
            }
        }
    }

    $false
}

# The condition names the version, a variable that was set from it, the cmdlet that it looks for, or systems other than Windows.
function Test-AsksForVersion([string] $Condition, [string] $Name, [object] $Tree) {
    $cmdlet = "Get-Command\s+$([regex]::Escape($Name))\b"
    if ($Condition -match 'PSVersion|-not \(Test-WindowsHost\)' -or ($Name -match '-' -and $Condition -match $cmdlet)) {
        return $true
    }

    foreach ($node in $Tree.FindAll({ $true }, $true)) {
        if ($node -is [System.Management.Automation.Language.AssignmentStatementAst] -and "$($node.Right)" -match 'PSVersion') {
            $variable = [regex]::Escape(("$($node.Left)" -replace '^\$(script:)?'))
            if ($Condition -match "\`$(script:)?$variable\b") {
                return $true
            }
        }
    }

    $false
}
