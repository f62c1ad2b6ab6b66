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

public sealed class OperationDefinitionTests
{
    private const string Marker = "MARKER";

    [Fact]
    public void A_rule_about_a_secret_does_not_show_it()
    {
        var error = new OperationDefinition<SafeMobiAccountRequest, SafeMobiAccount>
        {
            Vendor = SafeMobiVendor.Description,
            Kind = OperationKind.Create,
            Name = "",
            Document = "",
            Method = System.Net.Http.HttpMethod.Put,
            Path = static _ => "",
            Encoding = BodyEncoding.Json,
            Fields = new FieldList<SafeMobiAccountRequest> { { "Password", static request => request.Password, Rule.Of("must be long", static _ => false) } },
            Names = [],
            ReadSuccess = static _ => throw new NotSupportedException(),
            ReadRefusal = static _ => throw new NotSupportedException(),
            CreateResult = static (_, _, _) => throw new NotSupportedException(),
        }.Check(new SafeMobiAccountRequest { Password = Make.Secret(Marker) });

        Assert.Equal(["Password: must be long (is '***')"], error.Select(violation => violation.ToString()));
    }
}
