# Secrets with a mark in them go in wherever a secret can; the mark must come out nowhere.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox

    # What each encoding of a wire, an echo or a dump changes: quotes, form and URL syntax, spaces, HTML, a letter outside ASCII. Headers carry ASCII alone.
    $ascii = 'a"b&c+d e''f\g%h<i>j=k'
    $script:any = $ascii + [char] 0xFC

    # Runs in a process of its own, whose console is read as well. The secrets come in by the environment: a literal would stand in the script's own text.
    $script:session = {
        $ErrorActionPreference = 'Continue'
        $folder = $env:TEST_FOLDER
        $null = Start-Transcript -LiteralPath (Join-Path $folder 'transcript.txt')
        Import-Module $env:TEST_MODULE
        $address = $env:TEST_ADDRESS
        $header = { param($name) "MARK$name$env:TEST_HEADER" }
        $secure = { param($text) [System.Net.NetworkCredential]::new('', $text).SecurePassword }

        $qhKey = & $header 'subscriptionkey'
        $qhApi = & $secure 'MARKapikey'
        $ccToken = & $header 'accesstoken'
        $ccSecret = "MARKclientsecret$env:TEST_BODY"
        $password = "MARKresellerpassword$env:TEST_BODY"
        $pair = [pscredential]::new('harborline', (& $secure $password))
        $mobi = & $header 'mobitoken'
        $proxyPair = [pscredential]::new('proxyuser', (& $secure "MARKproxy$env:TEST_BODY"))
        $loud = @{ Verbose = $true; Debug = $true }
        $quick = $loud + @{ MaximumRetryCount = 0; PassThru = $true }

        $connect = {
            Connect-QhService -SubscriptionKey $qhKey -ApiKey $qhApi -BaseUri "${address}quickhelp/" @quick
            Connect-CcService -Tenant contoso.example -AccessToken $ccToken -BaseUri "${address}cloudcockpit/" -Name Token @quick
            $app = @{
                Tenant = 'contoso.example'; ClientId = 'client'
                TokenUri = "${address}cloudcockpit/oauth2/v2.0/token"; BaseUri = "${address}cloudcockpit/"
            }
            Connect-CcService -ClientSecret $ccSecret @app @quick
            Connect-CcService -ClientSecret "wrong $ccSecret" -Name Refused @app @quick
            Connect-ResellerService -ResellerName harborline -ResellerPassword $password -BaseUri "${address}reseller/" -Name ByText @quick
            Connect-ResellerService -Credential $pair -BaseUri "${address}reseller/" @quick
            Connect-SafeMobiService -Token $mobi -AccountName main -BaseUri "${address}safemobi/" -Name Direct @quick
            # The sandbox takes a proxy's requests as its own.
            $proxy = @{ Proxy = $address; ProxyCredential = $proxyPair }
            Connect-SafeMobiService -Token $mobi -AccountName main -BaseUri "${address}safemobi/" @proxy @quick
            # A refused call names what is wrong with it, not the secret.
            Connect-SafeMobiService -Token "$mobi`n" -Name Broken
            Connect-QhService -SubscriptionKey $qhKey -BaseUri "https://user:$([uri]::EscapeDataString($qhKey))@example.com/"
            Connect-QhService -SubscriptionKey $qhKey -BaseUri 'http://example.com/'
            Connect-ResellerService 'no spaces' $password -BaseUri $address
        }

        # As Import-Csv gives it: all cells are text.
        $asRow = { param($cells) [pscustomobject] $cells | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv }

        $create = {
            param($number)
            $plain = & $asRow @{
                customer = "plain$number"; username = "plain$number"
                password = 'MARKplainpassword'; applyFreeCredits = 'no'
            }
            $plain | New-ResellerCustomerUser @loud
            $users = & $asRow @{
                customer = "customer$number"; username = "user$number"
                password = "MARKuserpassword$number$env:TEST_BODY"; applyFreeCredits = 'no'
            }
            $accounts = & $asRow @{
                ExternalId = "crm-$number"; Type = 'Basic'; AccountPlanId = '1'; Password = "MARKaccountpassword$env:TEST_BODY"
            }
            $users | New-ResellerCustomerUser @loud
            $users | New-ResellerCustomerUser -Connection ByText -OperationKey "other$number" @loud
            $accounts | New-SafeMobiAccount @loud
            $accounts | New-SafeMobiAccount -Connection Direct -NoJournal @loud
            $users | Select-Object -Property *, @{ Name = 'email'; Expression = { 'nobody' } } | New-ResellerCustomerUser @loud
            New-SafeMobiAccount -ExternalId "secure$number" -Type Basic -AccountPlanId 1 -Password (& $secure $accounts.Password) @loud
            New-SafeMobiAccount -ExternalId "refused$number" -Type Premium -Password $accounts.Password @loud
            $user = @{
                UserName = "user $number"; Password = $users.password; CustomerId = '0123456789abcdef01234567'
                Email = 'ana@contoso.example'; PhoneNumber = '1'
            }
            New-ResellerUser @user @loud
            New-QhCustomerAccount -CompanyName "Company $number" @loud
            foreach ($connection in 'CloudCockpit', 'Token', 'Refused') {
                [pscustomobject]@{
                    CompanyName = 'Contoso'; Country = 'PT'; AddressLine1 = 'Rua 1'; City = 'Lisboa'; State = 'Lisboa'; Zip = '1'
                    FirstName = 'Ana'; LastName = 'Silva'; Email = 'ana@contoso.example'; Phone = '1'
                    InternalIdentifier = "$connection$number"; ProviderCustomers = @{ 'cb3cd15b-1d6e-45be-b493-c71549cbfd87' = @{} }
                } | New-CcCustomer -Connection $connection @loud
            }

            $users | New-ResellerCustomerUser -WhatIf @loud
            $accounts | New-SafeMobiAccount -WhatIf @loud
        }

        $number = 0
        $seen = @(
            & $connect *>&1
            # The vendors that call again or read back to find out would need many seconds for each call in doubt.
            $others = 'quickhelp', 'safemobi'
            $plans = @(
                @{}
                @{ next = @('echoSecrets') * 11 }
                @{ next = @('resetAfter', 'error500After', 'badJson') * 3; vendors = $others }
                @{ next = @('expiredToken') * 9; vendors = @('reseller') + $others }
            )
            foreach ($plan in $plans) {
                $number++
                $body = $plan | ConvertTo-Json
                $null = Invoke-RestMethod -Method Post -Uri "${address}_sandbox/faults" -Body $body -ContentType application/json
                & $create $number *>&1
            }

            Get-ProvisioningConnection
            Get-ProvisioningOperation
        )
        $errors = @($seen | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }) + $Error

        Set-Content -LiteralPath (Join-Path $folder 'counts.txt') -Value "$($seen.Count) $($errors.Count) $($errors.FullyQualifiedErrorId -join ' ')"
        $seen | Out-String -Width 4096 | Set-Content -LiteralPath (Join-Path $folder 'seen.txt')
        $seen | Format-List * -Force | Out-String -Width 4096 | Set-Content -LiteralPath (Join-Path $folder 'seen-list.txt')
        $seen | Where-Object { $_ -isnot [System.Management.Automation.ErrorRecord] } | ConvertTo-Json -Depth 5 -WarningAction Ignore |
            Set-Content -LiteralPath (Join-Path $folder 'seen.json')
        $errors | Format-List * -Force | Out-String -Width 4096 | Set-Content -LiteralPath (Join-Path $folder 'errors.txt')
        # A few in full: an error record drags its command's metadata along, and its exception the whole reflection of a method.
        $errors.Where({ $_.FullyQualifiedErrorId -like 'RuleViolation,*CustomerUserCommand' }, 'First') +
            $errors.Where({ $_.FullyQualifiedErrorId -like 'OutcomeUnknown,*' }, 'First') |
            ForEach-Object { $_ | ConvertTo-Json -Depth 5 -WarningAction Ignore } |
                Set-Content -LiteralPath (Join-Path $folder 'errors.json')
        $errors.Exception | Where-Object { $_.GetType().Name -eq 'VendorApiException' } |
            Select-Object -ExcludeProperty TargetSite -Property * |
            ConvertTo-Json -Depth 5 -WarningAction Ignore | Set-Content -LiteralPath (Join-Path $folder 'exceptions.json')
        $errors.Exception | ForEach-Object { $_.ToString() } | Set-Content -LiteralPath (Join-Path $folder 'exceptions.txt')
        $errors.TargetObject | ConvertTo-Json -Depth 5 -WarningAction Ignore | Set-Content -LiteralPath (Join-Path $folder 'targets.json')
        if ($PSVersionTable.PSVersion.Major -ge 7) {
            Get-Error -Newest 20 | Out-String -Width 4096 | Set-Content -LiteralPath (Join-Path $folder 'get-error.txt')
        }

        $seen | Export-Clixml -LiteralPath (Join-Path $folder 'seen.xml')
        $seen | Where-Object { $_.PSObject.Properties['CorrelationId'] } |
            Export-Csv -LiteralPath (Join-Path $folder 'seen.csv') -NoTypeInformation -Encoding UTF8
        $null = Stop-Transcript
    }.ToString()
}

AfterAll {
    Close-Sandbox
}

Describe 'Secrets' {
    BeforeAll {
        function Assert-NoMark([string] $Path) {
            (Get-Item -LiteralPath $Path).Length | Should -BeGreaterThan 100
            $found = @(Select-String -LiteralPath $Path -Pattern 'MARK' -CaseSensitive) +
                @(Select-String -LiteralPath $Path -Pattern $encoded -SimpleMatch)
            $lines = $found | Select-Object -First 3 | ForEach-Object { $_.Line.Substring(0, [Math]::Min(2000, $_.Line.Length)) }
            $lines -join "`n" | Should -BeNullOrEmpty
        }

        Initialize-Sandbox
        $folder = Join-Path $TestDrive 'seen'
        $null = New-Item -ItemType Directory -Path $folder -Force
        $console = Invoke-FreshProcess $session @{
            TEST_FOLDER = $folder
            TEST_MODULE = Get-TestModulePath
            TEST_ADDRESS = Get-SandboxAddress
            TEST_HEADER = $ascii
            TEST_BODY = $any
            PROVISIONING_JOURNAL = Join-Path $folder 'journal.db'
        }
        Set-Content -LiteralPath (Join-Path $folder 'console.txt') -Value $console
        $script:counts = Get-Content -LiteralPath (Join-Path $folder 'counts.txt') -ErrorAction Ignore

        # A secret that is encoded as a whole has no mark left.
        $marked = @(
            "MARKsubscriptionkey$ascii", "MARKresellerpassword$any", "MARKuserpassword1$any", "MARKclientsecret$any"
            'MARKapikey', 'MARKplainpassword'
        )
        $script:encoded = foreach ($secret in $marked) {
            [System.Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($secret))
        }
    }

    It 'Were really at work: rows were created, refused and left in doubt' {
        $counts | Should -BeLike '*Rejected,*' -Because $console
        $counts | Should -BeLike '*OutcomeUnknown,*'
        $counts | Should -BeLike '*RuleViolation,*'
        $counts | Should -BeLike '*CredentialsRefused,*'
        $counts | Should -BeLike '*InvalidConnection,*'
        (Get-SandboxState).created | Should -BeGreaterThan 10
        (Get-Content -LiteralPath (Join-Path $folder 'seen.txt') -Raw) | Should -BeLike '*resellerPassword=`*`*`**'
    }

    It 'Are in no <_>' -ForEach @(
        'console.txt', 'transcript.txt', 'seen.txt', 'seen-list.txt', 'seen.json', 'seen.xml', 'seen.csv'
        'errors.txt', 'errors.json', 'exceptions.json', 'exceptions.txt', 'targets.json'
    ) {
        Assert-NoMark (Join-Path $folder $_)
    }

    # Windows PowerShell has no Get-Error.
    It 'Are in no get-error.txt' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        Assert-NoMark (Join-Path $folder 'get-error.txt')
    }

    It 'Are in no byte of the journal' {
        $files = @(Get-ChildItem -LiteralPath $folder -Filter 'journal.db*' -File)
        $files.Count | Should -BeGreaterOrEqual 1
        foreach ($file in $files) {
            $bytes = [System.IO.File]::ReadAllBytes($file.FullName)
            foreach ($encoding in [System.Text.Encoding]::GetEncoding('ISO-8859-1'), [System.Text.Encoding]::Unicode) {
                $encoding.GetString($bytes).Contains('MARK') | Should -BeFalse -Because $file.Name
            }
        }
    }

    It 'Were echoed by the vendors, else all this would look for what was never there' {
        (Get-SandboxState).faultsShown.echoSecrets | Should -BeGreaterThan 8
    }
}
