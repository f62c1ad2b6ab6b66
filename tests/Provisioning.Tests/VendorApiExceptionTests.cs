using System;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;
using Provisioning.Connections;
using Provisioning.Operations;
using Provisioning.Secrets;
using Provisioning.Tests.Support;
using Provisioning.Vendors;
using Xunit;

namespace Provisioning.Tests;

public sealed class VendorApiExceptionTests
{
    [Theory]
    [InlineData(ProvisioningError.CredentialsRefused, true)]
    [InlineData(ProvisioningError.VendorUnreachable, true)]
    [InlineData(ProvisioningError.JournalUnavailable, true)]
    [InlineData(ProvisioningError.Rejected, false)]
    [InlineData(ProvisioningError.OutcomeUnknown, false)]
    [InlineData(ProvisioningError.NotSent, false)]
    public void Only_what_every_row_would_meet_ends_a_run(ProvisioningError error, bool endsRun) => Assert.Equal(endsRun, new VendorApiException(error, "").EndsRun);
}
