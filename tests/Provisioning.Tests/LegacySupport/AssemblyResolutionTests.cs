using System;
using System.IO;
using System.Reflection;
using System.Reflection.Emit;
using Newtonsoft.Json;
using Provisioning.Connections;
using Provisioning.LegacySupport;
using Xunit;

namespace Provisioning.Tests.LegacySupport;

public sealed class AssemblyResolutionTests
{
    private static readonly string s_folder = Path.GetDirectoryName(typeof(Connection).Assembly.Location)!;

    [Fact]
    public void The_modules_own_requests_are_answered_in_any_version()
    {
        var resolution = new AssemblyResolution(s_folder);

        Assembly? found = resolution.Find(typeof(Connection).Assembly, "Newtonsoft.Json, Version=1.2.3.4");

        Assert.Equal(typeof(JsonConvert).Assembly.GetName().Name, found!.GetName().Name);
        Assert.Null(resolution.Find(typeof(Connection).Assembly, "No.Such.Assembly"));
    }

    [Fact]
    public void Requests_of_others_of_nobody_and_of_assemblies_in_memory_are_left_alone()
    {
        var resolution = new AssemblyResolution(s_folder);
        var inMemory = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("InMemory"), AssemblyBuilderAccess.Run);

        Assert.Null(resolution.Find(null, "Newtonsoft.Json"));
        Assert.Null(resolution.Find(inMemory, "Newtonsoft.Json"));
        Assert.Null(resolution.Find(typeof(object).Assembly, "Newtonsoft.Json"));
        Assert.Null(new AssemblyResolution(s_folder[..^1]).Find(typeof(Connection).Assembly, "Newtonsoft.Json"));
    }

    [Fact]
    public void Requests_are_answered_while_any_import_lasts()
    {
        var resolution = new AssemblyResolution(s_folder);
        Assert.False(resolution.IsActive);

        resolution.Begin();
        resolution.Begin();
        resolution.End();
        Assert.True(resolution.IsActive);
        resolution.End();
        Assert.False(resolution.IsActive);

        // One too many changes nothing: the next import is answered again.
        resolution.End();
        resolution.Begin();
        Assert.True(resolution.IsActive);
        resolution.End();
    }
}
