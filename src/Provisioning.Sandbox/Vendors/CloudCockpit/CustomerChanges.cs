using System;
using System.Text.Json;
using Provisioning.Sandbox.State;
using Provisioning.Sandbox.Wire;

namespace Provisioning.Sandbox.Vendors.CloudCockpit;

/// <summary>The calls that change or delete a customer.</summary>
internal sealed class CustomerChanges(CustomerChange change, VendorLedger ledger)
{
    /// <summary>Deletes a customer. It can still be listed, because the vendor lists deleted customers.</summary>
    public VendorAnswer Delete(SandboxRequest request)
    {
        long sequence = 0;
        VendorAnswer answer = change.Apply(request, customer =>
        {
            sequence = customer.Sequence;
            return (customer with { IsDeleted = true }, VendorAnswer.Empty(202));
        });
        if (answer.Status == 202)
            ledger.Forget(sequence);
        return answer;
    }

    /// <summary>
    /// Replaces the company and its contact. The vendor takes the model as a whole, so an optional field that is not sent becomes empty.
    /// </summary>
    public VendorAnswer SetAccountInfo(SandboxRequest request) => change.Apply(
        request,
        CustomerShape.AccountInfo,
        static (customer, body) =>
        {
            StoredCustomer changed = customer.Rewrite(CustomerShape.IsAccountInfo, json =>
            {
                foreach (JsonProperty property in body.GetProperty("customer").EnumerateObject())
                    property.WriteTo(json);
            });
            bool retries = body.TryGetProperty("retryFailedProviderCustomersFromCompanyInfo", out JsonElement flag) && flag.GetBoolean();
            return retries ? changed.RetryFailed() : changed;
        },
        static _ => VendorAnswer.Empty(204));

    public VendorAnswer SetInternalIdentifier(SandboxRequest request) => change.Apply(
        request,
        CustomerShape.InternalIdentifier,
        static (customer, body) => customer.Rewrite(
            static name => name == "internalIdentifier",
            json =>
            {
                json.WritePropertyName("internalIdentifier");
                body.GetProperty("internalIdentifier").WriteTo(json);
            }),
        static _ => VendorAnswer.Empty(204));
}
