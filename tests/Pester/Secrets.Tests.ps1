# Secrets with a mark in them go in wherever a secret can; the mark must come out nowhere.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support.psm1')
    Open-Sandbox

    # What an encoding, an echo or a dump changes: quotes, form and URL syntax, spaces, HTML, a letter outside ASCII (not in headers).
    $ascii = 'a"b&c+d e''f\g%h<i>j=k'
    $script:any = $ascii + [char] 0xFC

    # Runs in a process of its own, whose console is read as well. The secrets come in by the environment: a literal would stand in the
    # script's own text.
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
        $mobiKey = & $header 'mobikey'
        $proxyPair = [pscredential]::new('proxyuser', (& $secure "MARKproxy$env:TEST_BODY"))
        $loud = @{ Verbose = $true; Debug = $true }
        $quick = $loud + @{ MaximumRetryCount = 0; SettlingTimeSec = 1; PassThru = $true }

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
            Connect-SafeMobiService -ApiKey $mobiKey -AccountName main -BaseUri "${address}safemobi/" -Name ByKey @quick
            Connect-SafeMobiService -ApiKey (& $secure "wrong $mobiKey") -BaseUri "${address}safemobi/" -Name RefusedKey @quick
            # The sandbox takes a proxy's requests as its own.
            $proxy = @{ Proxy = $address; ProxyCredential = $proxyPair }
            Connect-SafeMobiService -Token $mobi -AccountName main -BaseUri "${address}safemobi/" @proxy @quick
            # A refused call names what is wrong with it, not the secret.
            Connect-SafeMobiService -Token "$mobi`n" -Name Broken
            Connect-SafeMobiService -ApiKey "$mobiKey`n" -Name Broken
            Connect-SafeMobiService -ApiKey $mobiKey -BaseUri 'http://example.com/' -Name Broken
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
            $accounts.ExternalId = "key-$number"
            foreach ($connection in 'ByKey', 'RefusedKey') {
                $accounts | New-SafeMobiAccount -Connection $connection @loud
                Get-SafeMobiAccount -Connection $connection @loud
            }

            $change = @{ Connection = 'ByKey'; LastName = 'Silva'; Password = $accounts.Password }
            Get-SafeMobiAccount -Connection ByKey -First 2 | Set-SafeMobiAccount @change @loud
            Get-ResellerCustomer "customer$number" @loud
            Add-ResellerCredit "customer$number" 5 -OperationKey "credits$number" @loud
            Get-CcCustomer -First 1 @loud
        }

        # A vendor that gives away links by which anybody gets in, and tokens: the module never knew them.
        $share = {
            $listener = [System.Net.HttpListener]::new()
            $listener.Prefixes.Add($env:TEST_LISTENER)
            $listener.Start()
            $answers = [powershell]::Create().AddScript({
                    param($Listener, $Text)
                    while ($Listener.IsListening) {
                        $context = $Listener.GetContext()
                        $bytes = [System.Text.Encoding]::UTF8.GetBytes($Text)
                        $context.Response.ContentType = 'application/json'
                        $context.Response.OutputStream.Write($bytes, 0, $bytes.Length)
                        $context.Response.Close()
                    }
                }).AddArgument($listener).AddArgument($env:TEST_ANSWER)
            $null = $answers.BeginInvoke()
            $there = @{ BaseUri = $env:TEST_LISTENER } + $quick
            Connect-ResellerService sharing $password -Name Sharing @there
            Connect-SafeMobiService -Token $mobi -AccountName sharing -NewAccount -Name SharingToo @there
            New-ResellerCustomerUser -Customer shared -UserName shared -Password $password -ApplyFreeCredits no -Connection Sharing @loud
            1..2 | ForEach-Object { New-ResellerCustomer -Name shared-too -Connection Sharing @loud }
            Get-ResellerCustomer shared -Connection Sharing @loud
            New-SafeMobiAccount -ExternalId shared -Type Basic -AccountPlanId 1 -Connection SharingToo @loud
            Get-SafeMobiAccount -Connection SharingToo @loud
            $listener.Close()
        }

        $number = 0
        $seen = @(
            & $connect *>&1
            # The vendors that call again or read back to find out would need many seconds for each call in doubt.
            $others = 'quickhelp', 'safemobi'
            $plans = @(
                @{}
                @{ next = @('echoSecrets') * 16 }
                @{ next = @('echoSecrets') * 30; tokens = $true; reads = $true; expireTokens = $true; vendors = 'safemobi', 'cloudcockpit' }
                @{ next = @('resetAfter', 'error500After', 'badJson') * 3; vendors = $others }
                @{ next = @('expiredToken') * 9; vendors = @('reseller') + $others }
            )
            foreach ($plan in $plans) {
                $number++
                $body = $plan | ConvertTo-Json
                $null = Invoke-RestMethod -Method Post -Uri "${address}_sandbox/faults" -Body $body -ContentType application/json
                & $create $number *>&1
            }

            & $share *>&1
            Get-ProvisioningConnection
            Get-ProvisioningOperation
        )
        $errors = @($seen | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }) + $Error

        $counts = "$($seen.Count) $($errors.Count) $($errors.FullyQualifiedErrorId -join ' ')"
        Set-Content -LiteralPath (Join-Path $folder 'counts.txt') -Value $counts
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

        # Each file byte by byte, as UTF-8 and as UTF-16.
        function Get-Written {
            foreach ($file in Get-ChildItem -LiteralPath $folder -File) {
                $bytes = [System.IO.File]::ReadAllBytes($file.FullName)
                foreach ($encoding in [System.Text.Encoding]::GetEncoding('ISO-8859-1'), [System.Text.Encoding]::Unicode) {
                    [pscustomobject]@{ Name = $file.Name; Text = $encoding.GetString($bytes) }
                }
            }
        }

        Initialize-Sandbox
        $folder = Join-Path $TestDrive 'seen'
        $null = New-Item -ItemType Directory -Path $folder -Force
        $free = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $free.Start()
        $listener = "http://127.0.0.1:$($free.LocalEndpoint.Port)/"
        $free.Stop()
        $console = Invoke-FreshProcess $session @{
            TEST_FOLDER = $folder
            TEST_MODULE = Get-TestModulePath
            TEST_ADDRESS = Get-SandboxAddress
            TEST_HEADER = $ascii
            TEST_BODY = $any
            TEST_LISTENER = $listener
            TEST_ANSWER = '{"status":0,"credits":5,"customerId":"0123456789abcdef01234567","accessLink":"https://x.example/MARKlink",' +
                '"user":{"AccessLink":"MARKlink","loginToken":"MARKtoken","pin_Password":9182736455,"all":[{"accesslink":"MARKlink"}]},' +
                '"accessLinks":["LISTED"],"accessLink2":{"href":"LISTED"},"Success":true,"Messages":[],' +
                '"Data":{"Id":"3fa85f64-5717-4562-b3fc-2c963f66afa6","ExternalId":"shared","accessLink":"MARKlink",' +
                '"Items":[{"Id":"3fa85f64-5717-4562-b3fc-2c963f66afa6","IframeStatsToken":"MARKtoken"}]}}'
            PROVISIONING_JOURNAL = Join-Path $folder 'journal.db'
        }
        Set-Content -LiteralPath (Join-Path $folder 'console.txt') -Value $console
        $script:counts = Get-Content -LiteralPath (Join-Path $folder 'counts.txt') -ErrorAction Ignore

        # A secret that is encoded as a whole has no mark left.
        $marked = @(
            "MARKsubscriptionkey$ascii", "MARKresellerpassword$any", "MARKuserpassword1$any", "MARKclientsecret$any"
            'MARKapikey', 'MARKplainpassword', "MARKmobikey$ascii"
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

    It 'Are in no get-error.txt, which Windows PowerShell lacks' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        Assert-NoMark (Join-Path $folder 'get-error.txt')
    }

    It 'Are in no byte of the journal' {
        $journal = @(Get-Written | Where-Object Name -Like 'journal.db*')
        $journal.Count | Should -BeGreaterOrEqual 2
        ($journal | Where-Object Text -CLike '*MARK*').Name | Should -BeNullOrEmpty
    }

    It 'Are nowhere if the vendor made them: <What>' -ForEach @(
        @{ What = 'the tokens that it issues'; Pattern = 'sandbox-[0-9a-f]{16}' }
        @{ What = 'the IframeStatsToken of an account'; Pattern = 'stats-[0-9a-f]{16}' }
        @{ What = 'a password that is a number'; Pattern = '9182736455' }
    ) {
        (Get-Written | Where-Object Text -Match $Pattern).Name | Should -BeNullOrEmpty
    }

    It 'Are nowhere if they are links in a list or an object, whose member''s name tells that they are secret' {
        (Get-Written | Where-Object Text -CLike '*LISTED*').Name | Should -BeNullOrEmpty
    }

    It 'Were in the vendor''s answers, masked' {
        $shown = Get-Content -LiteralPath (Join-Path $folder 'seen.txt') -Raw
        $shown | Should -BeLike '*"IframeStatsToken":"`*`*`*"*'
        $shown | Should -BeLike '*"accessLink":"`*`*`*"*'
        $shown | Should -BeLike '*getapitoken`?key=`*`*`**'
    }

    It 'Were echoed by the vendors, else all this would look for what was never there' {
        (Get-SandboxState).faultsShown.echoSecrets | Should -BeGreaterThan 8
    }
}
