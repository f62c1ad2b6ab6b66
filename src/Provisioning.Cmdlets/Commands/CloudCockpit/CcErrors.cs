using System;
using System.Globalization;
using System.Management.Automation;
using Provisioning.Vendors.CloudCockpit;

namespace Provisioning.Cmdlets.Commands.CloudCockpit;

/// <summary>Creates the error records that only this vendor has.</summary>
internal static class CcErrors
{
    /// <summary>Creates the error of a provider that could not set up a customer.</summary>
    public static ErrorRecord ProviderFailed(CloudCockpitCustomer customer, CloudCockpitProviderCustomer provider)
    {
        string message = $"The provider {provider.ProviderInstanceId} could not set up '{ShownText.Of(customer.CompanyName ?? customer.Id.ToString()!)}'"
            + $" ({customer.Id}): {ShownText.Of(provider.CustomerCreationError ?? "the vendor gave no reason")}.";
        return new ErrorRecord(new PSInvalidOperationException(message), "ProviderFailed", ErrorCategory.InvalidResult, customer)
        {
            ErrorDetails = new ErrorDetails(message)
            {
                RecommendedAction = "Correct the company's data with Set-CcCustomer -RetryFailedProviders, or have the provider try again with"
                    + " Restart-CcProviderCustomer.",
            },
        };
    }

    /// <summary>Creates the error of a customer that was not set up in time.</summary>
    public static ErrorRecord NotReadyInTime(CloudCockpitCustomer? customer, Guid? id, int seconds)
    {
        string message = string.Format(
            CultureInfo.InvariantCulture, "The providers of the customer {0} are still processing it after {1} s.", id, seconds);
        return new ErrorRecord(new TimeoutException(message), "WaitTimedOut", ErrorCategory.OperationTimeout, customer ?? (object?)id)
        {
            ErrorDetails = new ErrorDetails(message) { RecommendedAction = "Wait again, with a higher -TimeoutSec. Nothing was changed." },
        };
    }
}
