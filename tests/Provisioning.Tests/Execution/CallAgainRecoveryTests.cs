using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Journal;
using Provisioning.Operations;
using Provisioning.Runs;
using Provisioning.Sandbox.Faults;
using Provisioning.Tests.Support;
using Provisioning.Vendors.CloudCockpit;
using Provisioning.Vendors.QuickHelp;
using Provisioning.Vendors.Reseller;
using Xunit;

namespace Provisioning.Tests.Execution;

/// <summary>A call whose answer was lost, settled by making it again.</summary>
public sealed class CallAgainRecoveryTests
{
    [Fact]
    public async Task Every_round_of_a_recovery_that_fails_ends_in_doubt()
    {
        using var server = WireServer.Start(WireAnswer.Json("""{"status":9999}"""));

        OperationResult delivered = await Make.RowOf("Reseller", server.BaseAddress).DeliverAsync();

        Assert.Equal((Delivery.Unknown, "9999", 3), (delivered.Delivery, delivered.Last.Verdict?.VendorCode, delivered.Attempts));
    }

    [Fact]
    public async Task A_call_again_that_is_refused_for_another_reason_leaves_the_row_in_doubt()
    {
        using var server = WireServer.Start(WireAnswer.Reset, WireAnswer.Json("""{"status":320}"""));

        OperationResult delivered = await Make.RowOf("Reseller", server.BaseAddress).DeliverAsync();

        Assert.Equal((Delivery.Unknown, ProvisioningError.OutcomeUnknown, "320"), (delivered.Delivery, delivered.Last.Error, delivered.Last.Verdict?.VendorCode));
    }
}
