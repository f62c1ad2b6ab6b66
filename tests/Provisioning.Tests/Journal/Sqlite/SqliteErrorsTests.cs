using System;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Provisioning.Connections;
using Provisioning.Journal;
using Provisioning.Journal.Sqlite;
using Provisioning.Runs;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Journal.Sqlite;

public sealed class SqliteErrorsTests
{
    [Theory]
    [InlineData(13, "the disk is full.")]
    [InlineData(8, "it is read-only.")]
    [InlineData(10, "the disk reports an error: no luck")]
    [InlineData(14, "it cannot be opened: check that its folder exists and may be written to.")]
    public void What_SQLite_reports_is_said_in_an_administrators_words(int code, string words)
    {
        VendorApiException error = SqliteErrors.From(new JournalLocation("journal.db"), new SqliteException("no luck", code));

        Assert.Equal("The journal 'journal.db' cannot be used: " + words, error.Message);
    }
}
