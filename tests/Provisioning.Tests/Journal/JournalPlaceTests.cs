using System;
using System.IO;
using Provisioning.Journal;
using Xunit;

namespace Provisioning.Tests.Journal;

public sealed class JournalPlaceTests
{
    [Theory]
    [InlineData("asked.db", "environment.db", "asked.db")]
    [InlineData(null, "environment.db", "environment.db")]
    [InlineData("", "environment.db", "environment.db")]
    public void The_place_that_was_asked_for_comes_before_the_environments(string? asked, string environment, string chosen)
    {
        string? before = Environment.GetEnvironmentVariable("PROVISIONING_JOURNAL");
        try
        {
            Environment.SetEnvironmentVariable("PROVISIONING_JOURNAL", environment);
            Assert.Equal(Path.GetFullPath(chosen), JournalPlace.Choose(asked).Text);
        }
        finally
        {
            Environment.SetEnvironmentVariable("PROVISIONING_JOURNAL", before);
        }
    }

    [Fact]
    public void Where_no_place_is_chosen_it_lies_in_the_users_local_application_data() =>
        Assert.Equal(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "Provisioning", "journal.db"),
            JournalPlace.DefaultPath);
}
