using System;
using System.Collections.Generic;
using System.Management.Automation;
using Provisioning.Cmdlets.Abstractions;
using Provisioning.Cmdlets.Cells;
using Provisioning.Cmdlets.Completion;
using Provisioning.Operations;
using Provisioning.Vendors.CloudCockpit;

namespace Provisioning.Cmdlets.Commands.CloudCockpit;

/// <summary>Changes CloudCockpit customers.</summary>
/// <remarks>
/// <para>
/// Sets those fields of a company that are specified. The vendor requires all required fields with each change, so those that are not
/// specified are read first, directly before they are written: a change that somebody else makes in between is overwritten. Setting what
/// is set already makes no difference.
/// </para>
/// <para>
/// A customer from Get-CcCustomer may be piped in. Its properties are then no changes: only what is specified with the command is one.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// From the vendor's public documentation: PATCH v1/Customers/{customerId}/account-info for the company's data, and
/// PATCH v1/Customers/{customerId}/internal-identifier for -InternalIdentifier, which belongs to the relationship with the reseller. A row
/// that has both takes two calls, which the journal records one by one; if the second one fails, the error says that the first is done.
/// </para>
/// <para>A field cannot be emptied: an empty cell means that it stays as it is.</para>
/// </notes>
/// <example>
/// <para>Correct the city of customers</para>
/// <code>
/// Get-CcCustomer -Search Robotics | Set-CcCustomer -City Arcata -WhatIf
/// </code>
/// </example>
/// <example>
/// <para>Change the customers of a list</para>
/// <code>
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// $customers = Import-Csv (Join-Path $examples cloudcockpit.csv) | New-CcCustomer
/// $changes = $customers | ForEach-Object { [pscustomobject]@{ Id = $_.Id; Phone = '+44 20 7946 0999' } }
/// $changes | Set-CcCustomer -ThrottleLimit 8
/// </code>
/// </example>
/// <example>
/// <para>Give a customer your own ID, and let its providers try again</para>
/// <code>
/// $examples = Join-Path (Get-Module Provisioning).ModuleBase Examples
/// $customer = Import-Csv (Join-Path $examples cloudcockpit.csv) | Select-Object -First 1 | New-CcCustomer
/// Set-CcCustomer -Id $customer.Id -InternalIdentifier ERP-20881 -RetryFailedProviders
/// </code>
/// </example>
/// <seealso href="Get-CcCustomer"/>
/// <seealso href="Remove-CcCustomer"/>
[Cmdlet(VerbsCommon.Set, "CcCustomer", SupportsShouldProcess = true)]
[OutputType(typeof(CloudCockpitCustomer))]
public sealed class SetCcCustomerCommand : ChangeResourceCommand<CloudCockpitCustomerRequest, CloudCockpitCustomer>
{
    /// <summary>The customer's ID, a GUID. A value is required in each row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [GuidCell]
    public Guid? Id { get; set => field = Bound(value); }

    /// <summary>The name of the company, up to 255 characters. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? CompanyName { get; set; }

    /// <summary>The company's tax ID, up to 255 characters. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? TaxId { get; set; }

    /// <summary>The company's country: its code in ISO 3166-1 alpha-2, or its name, as New-CcCustomer takes it. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CountryCell]
    [ArgumentCompleter(typeof(CountryCompleter))]
    public string? Country { get; set => field = Bound(value); }

    /// <summary>The company's address, line 1, up to 255 characters. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AddressLine1 { get; set; }

    /// <summary>The company's address, line 2, up to 255 characters. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AddressLine2 { get; set; }

    /// <summary>The company's city, up to 255 characters. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? City { get; set; }

    /// <summary>The company's state, up to 255 characters. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? State { get; set; }

    /// <summary>The company's ZIP, up to 30 characters. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Zip { get; set; }

    /// <summary>The primary contact's first name, up to 255 characters. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? FirstName { get; set; }

    /// <summary>The primary contact's middle name, up to 255 characters. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? MiddleName { get; set; }

    /// <summary>The primary contact's last name, up to 255 characters. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? LastName { get; set; }

    /// <summary>The primary contact's e-mail address, up to 255 characters. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Email { get; set; }

    /// <summary>The primary contact's phone number, up to 30 characters. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Phone { get; set; }

    /// <summary>Your own ID for the customer, up to 255 characters. Default: it stays as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? InternalIdentifier { get; set; }

    /// <summary>The GUID of the reseller whose customer it is. Default: not sent.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [GuidCell]
    public Guid? ResellerId { get; set => field = Bound(value); }

    /// <summary>Has providers that failed try again with the company's data.</summary>
    [Parameter]
    public SwitchParameter RetryFailedProviders { get; set; }

    /// <inheritdoc/>
    protected override OperationDefinition<CloudCockpitCustomerRequest, CloudCockpitCustomer> Definition => CloudCockpitOperations.UpdateCustomer;

    /// <inheritdoc/>
    protected override CloudCockpitCustomerRequest CreateRequest()
    {
        CloudCockpitCustomer? piped = Piped<CloudCockpitCustomer>();
        string? Change(string parameter, string? given, string? old) => Changed(piped is not null, parameter, given, old);
        return new CloudCockpitCustomerRequest
        {
            Id = Id,
            CompanyName = Change(nameof(CompanyName), CompanyName, piped?.CompanyName),
            TaxId = Change(nameof(TaxId), TaxId, piped?.TaxId),
            Country = Change(nameof(Country), Country, piped?.Country),
            AddressLine1 = Change(nameof(AddressLine1), AddressLine1, piped?.AddressLine1),
            AddressLine2 = Change(nameof(AddressLine2), AddressLine2, piped?.AddressLine2),
            City = Change(nameof(City), City, piped?.City),
            State = Change(nameof(State), State, piped?.State),
            Zip = Change(nameof(Zip), Zip, piped?.Zip),
            FirstName = Change(nameof(FirstName), FirstName, piped?.FirstName),
            MiddleName = Change(nameof(MiddleName), MiddleName, piped?.MiddleName),
            LastName = Change(nameof(LastName), LastName, piped?.LastName),
            Email = Change(nameof(Email), Email, piped?.Email),
            Phone = Change(nameof(Phone), Phone, piped?.Phone),
            InternalIdentifier = Change(nameof(InternalIdentifier), InternalIdentifier, piped?.InternalIdentifier),
            ResellerId = ResellerId,
            RetryFailedProviders = RetryFailedProviders.IsPresent ? true : null,
        };
    }

    private protected override IReadOnlyList<OperationDefinition<CloudCockpitCustomerRequest, CloudCockpitCustomer>> Steps(
        CloudCockpitCustomerRequest request)
    {
        bool hasIdentifier = !string.IsNullOrWhiteSpace(request.InternalIdentifier);
        return (request.HasChange, hasIdentifier) switch
        {
            (true, true) => [CloudCockpitOperations.UpdateCustomer, CloudCockpitOperations.SetInternalIdentifier],
            (false, true) => [CloudCockpitOperations.SetInternalIdentifier],
            _ => base.Steps(request),
        };
    }
}
