using Xunit;

namespace Provisioning.Tests;

public sealed class VendorApiExceptionTests
{
    [Theory]
    [InlineData(ProvisioningError.CredentialsRefused, true)]
    [InlineData(ProvisioningError.VendorUnreachable, true)]
    [InlineData(ProvisioningError.WrongBaseAddress, true)]
    [InlineData(ProvisioningError.ProxyRefused, true)]
    [InlineData(ProvisioningError.JournalUnavailable, true)]
    [InlineData(ProvisioningError.Rejected, false)]
    [InlineData(ProvisioningError.OutcomeUnknown, false)]
    [InlineData(ProvisioningError.NotSent, false)]
    public void Only_what_every_row_would_meet_ends_a_run(ProvisioningError error, bool endsRun) =>
        Assert.Equal(endsRun, new VendorApiException(error, "").EndsRun);
}
