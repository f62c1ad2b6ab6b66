// A small house in which every rule is broken once, so that the tests of the rules can see them break.
#pragma warning disable CA1812, CA1052, CA1801, CA1822, IDE0051, IDE0052, IDE0060, CS0169, CS0649, CA1823, CS1998, CS0414, CA1018, CA1711, CA1040, CA1031
using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Planted
{
    internal static class Word;
}

namespace Planted.LegacySupport
{
    internal static class Old
    {
        public static object Make() => new Http.Client();
    }
}

namespace Planted.Http
{
    internal class Client
    {
        public static int Shared;

        public void Send<T>()
        {
        }
    }

    internal sealed class ClientException : Exception;

    internal interface IClient;

    [AttributeUsage(AttributeTargets.All)]
    internal sealed class ClientAttribute(params Type[] types) : Attribute
    {
        public Type[] Types { get; } = types;
    }

    internal struct Part
    {
        public int Number;
    }
}

namespace Planted.Journal
{
    internal sealed class AsBase : Http.Client;

    internal sealed class AsInterface : Http.IClient;

    internal sealed class AsField
    {
        private readonly Dictionary<string, Http.Client[]>? _clients;
    }

    internal static class AsParameter
    {
        public static void Take(Http.Part? part)
        {
        }
    }

    internal static class AsReturn
    {
        public static Task<Http.Client>? Give() => null;
    }

    internal static class AsConstraint
    {
        public static void Take<T>()
            where T : Http.IClient
        {
        }
    }

    [Http.Client]
    internal static class AsAttribute;

    internal static class AsCreation
    {
        public static object Make() => new Http.Client();
    }

    internal static class AsStaticField
    {
        public static int Read() => Http.Client.Shared;
    }

    internal static class AsTypeOf
    {
        public static Type Name() => typeof(Http.Client);
    }

    internal static class AsCast
    {
        public static bool Test(object value) => value is Http.Client;
    }

    internal static class AsTypeArgument
    {
        public static object Make() => Array.Empty<Http.Client>();
    }

    internal static class AsCatch
    {
        public static void Try(Action action)
        {
            try
            {
                action();
            }
            catch (Http.ClientException)
            {
            }
        }
    }

    internal static class AsLambda
    {
        public static Func<object> Make(int captured) => () => captured > 0 ? new Http.Client() : new object();
    }

    internal static class AsAsync
    {
        public static async Task<object> MakeAsync()
        {
            await Task.Yield();
            return new Http.Client();
        }
    }

    internal static class AsIterator
    {
        public static IEnumerable<object> Make()
        {
            yield return new Http.Client();
        }
    }

    internal static class AsLocal
    {
        public static int Read()
        {
            Http.Part part = default;
            part.Number++;
            return part.Number;
        }
    }

    internal static class Innocent
    {
        public static object Use() => typeof(Word);
    }
}

namespace Planted.Operations
{
    // By way of a third: Operations -> Connections -> Secrets -> Operations.
    internal static class First
    {
        public static object Next() => typeof(Connections.Second);
    }
}

namespace Planted.Connections
{
    internal static class Second
    {
        public static object Next() => typeof(Secrets.Third);
    }
}

namespace Planted.Secrets
{
    internal static class Third
    {
        public static object Next() => typeof(Operations.First);
    }
}

namespace Planted.Vendors
{
    internal static class Registry
    {
        public static object All() => new object[] { typeof(One.Api), typeof(Two.Api) };
    }
}

namespace Planted.Vendors.One
{
    internal static class Api
    {
        public static object Ask() => typeof(Two.Api);
    }
}

namespace Planted.Vendors.Two
{
    internal static class Api;
}

namespace Planted.Runs
{
    internal static class Run
    {
        public static object Ask() => typeof(Vendors.One.Api);
    }
}

namespace Planted.Cellar
{
    internal static class Jar
    {
        public static object Open() => typeof(Http.Client);
    }
}
