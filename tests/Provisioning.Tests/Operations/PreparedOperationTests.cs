using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Provisioning.Connections;
using Provisioning.Execution;
using Provisioning.Operations;
using Provisioning.Runs;
using Provisioning.Secrets;
using Provisioning.Tests.Support;
using Provisioning.Vendors.SafeMobi;
using Xunit;

namespace Provisioning.Tests.Operations;

public sealed class PreparedOperationTests
{
    private const string Marker = "MARKER";

    [Fact]
    public void What_a_row_shows_of_itself_leaves_secrets_out()
    {
        using Connection connection = Make.Reseller(Make.ClosedPort(), password: Marker);
        PreparedOperation operation = Make.Row(connection, Make.CustomerUser().With("Password", Make.Secret(Marker)));

        Assert.Equal(["username", "customer", "applyFreeCredits"], operation.VisibleFields.Select(field => field.Key));
        Assert.DoesNotContain(Marker, JsonConvert.SerializeObject(operation.VisibleFields), StringComparison.Ordinal);
        Assert.DoesNotContain(Marker, operation.BodyWithoutSecrets(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_rows_that_differ_in_a_secret_alone_ask_for_the_same()
    {
        using Connection connection = Make.Reseller(Make.ClosedPort());
        string Fingerprint(string password, string name) => Make.Row(connection, Make.CustomerUser(name).With("Password", Make.Secret(password))).Fingerprint;

        Assert.Equal(Fingerprint("one", "contoso"), Fingerprint("two", "contoso"));
        Assert.NotEqual(Fingerprint("one", "contoso"), Fingerprint("one", "fabrikam"));
    }
}
