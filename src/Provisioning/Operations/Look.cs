using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace Provisioning.Operations;

/// <summary>
/// How to find out with the vendor whether the customer of a request is there, and whether it is the one that the request creates. It changes
/// nothing.
/// </summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
internal sealed class Look<TRequest>
{
    /// <summary>Asks the vendor, and judges what it says.</summary>
    public required Func<Inquiry<TRequest>, Task<Finding>> FindAsync { get; init; }

    /// <summary>
    /// Makes a request from what a journal knows of a row, which is enough to ask the vendor; null if the row itself is needed.
    /// </summary>
    public Func<RecordedOperation, TRequest>? Recall { get; init; }

    /// <summary>Whether a request has what the vendor needs to find its customer. Default: always.</summary>
    public Func<TRequest, bool> IsPossible { get; init; } = static _ => true;

    /// <summary>Whether the vendor finds the customer by an ID that the caller chose, and not by a name that anybody may have chosen.</summary>
    public bool IsById { get; init; }

    /// <summary>
    /// Whether the vendor would create a second customer if the same call is made twice. Then it is asked before each repetition of a call
    /// that was turned away, because some systems turn a call away that they have processed.
    /// </summary>
    public bool IsNeededBeforeRepeat { get; init; }

    /// <summary>
    /// Whether nothing about the customer shows later who created it. Then the vendor is asked before the first call: what was not there
    /// before is ours.
    /// </summary>
    public bool IsNeededBeforeFirstCall { get; init; }
}

/// <summary>A question to the vendor about the customer of a request.</summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
/// <param name="Path">Makes the path, relative to the base address.</param>
/// <param name="Judge">Makes the verdict of an answer. It is confirmed if the answer says whether the customer is there.</param>
internal sealed record Question<TRequest>(Func<Inquiry<TRequest>, string> Path, Func<Answer, Verdict> Judge)
{
    /// <summary>The fields of the form; null if the question has no body.</summary>
    public FieldList<Inquiry<TRequest>>? Fields { get; init; }

    /// <summary>Whether the connection's credentials are sent among the fields, where the vendor wants them there.</summary>
    public bool HasCredentials { get; init; } = true;
}

/// <summary>A way to ask the vendor about the customer of one row.</summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
/// <param name="request">The request.</param>
/// <param name="source">Asks the vendor.</param>
internal sealed class Inquiry<TRequest>(TRequest request, IInquiry source)
{
    /// <summary>The request that created the customer, if it was processed.</summary>
    public TRequest Request => request;

    /// <summary>What a journal knows of the row, if the request was made of that; null if the row itself is at hand.</summary>
    public RecordedOperation? Recorded { get; init; }

    /// <summary>Whether the request has an ID that the module chose, which no other customer can have.</summary>
    public bool HasIdOfOurs { get; init; }

    /// <summary>Whether the vendor did not have the customer before the first call.</summary>
    public bool WasAbsent => source.WasAbsent;

    /// <summary>The time, in seconds of the Unix epoch.</summary>
    public long Now => source.Now.ToUnixTimeSeconds();

    /// <summary>Asks a question.</summary>
    /// <returns>The answer; null if there was none that says anything. Then nothing is known.</returns>
    public Task<Answer?> AskAsync(Question<TRequest> question)
    {
        byte[]? body = question.Fields is null ? null : BodyWriter.Write(
            BodyEncoding.Form, question.Fields, this, question.HasCredentials ? source.Credentials : []);
        return source.AskAsync(body is null ? HttpMethod.Get : HttpMethod.Post, question.Path(this), body, question.Judge);
    }
}

/// <summary>Asks the vendor, for all vendors.</summary>
internal interface IInquiry
{
    /// <summary>Whether the vendor did not have the customer before the first call.</summary>
    bool WasAbsent { get; }

    /// <summary>The time.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The credentials that are sent among form fields.</summary>
    IReadOnlyList<KeyValuePair<string, Secrets.Secret>> Credentials { get; }

    /// <summary>Makes a call that changes nothing.</summary>
    /// <returns>The answer; null if there was none that says anything.</returns>
    Task<Answer?> AskAsync(HttpMethod method, string path, byte[]? form, Func<Answer, Verdict> judge);
}

/// <summary>What was found out about the customer of a request.</summary>
internal enum FindingKind
{
    /// <summary>The vendor could not be asked, or did not say.</summary>
    Unanswered,

    /// <summary>The vendor does not have it.</summary>
    Absent,

    /// <summary>The vendor has it, and it is the one that the request creates.</summary>
    Ours,

    /// <summary>The vendor has one, and nothing shows that it is the one that the request creates.</summary>
    Unclear,

    /// <summary>The vendor has it. Who created it was not the question.</summary>
    There,
}

/// <summary>What was found out about the customer of a request.</summary>
/// <param name="Kind">What it is.</param>
internal sealed record Finding(FindingKind Kind)
{
    /// <summary>The vendor could not be asked, or did not say.</summary>
    public static Finding Unanswered { get; } = new(FindingKind.Unanswered);

    /// <summary>The vendor does not have it.</summary>
    public static Finding Absent { get; } = new(FindingKind.Absent);

    /// <summary>The vendor's ID of the customer; null if it is not known.</summary>
    public string? VendorId { get; private init; }

    /// <summary>The customer as the vendor shows it, if it is there and the vendor shows more than that.</summary>
    public JObject? Description { get; private init; }

    /// <summary>
    /// What was found, if it is unclear; why nothing was, if the vendor did not answer; which fields differ, if the customer is there.
    /// </summary>
    public string Text { get; init; } = string.Empty;

    /// <summary>The vendor has it, and it is the one that the request creates.</summary>
    public static Finding Ours(string? vendorId) => new(FindingKind.Ours) { VendorId = vendorId };

    /// <summary>The vendor has it, whoever created it.</summary>
    /// <param name="vendorId">The vendor's ID of it; null if it is not known.</param>
    /// <param name="description">The customer as the vendor shows it; null if it does not.</param>
    /// <param name="differences">The fields that differ from those of the request; empty if none does.</param>
    public static Finding There(string? vendorId, JObject? description, string differences) =>
        new(FindingKind.There) { VendorId = vendorId, Description = description, Text = differences };

    /// <summary>The vendor has one that may be somebody else's.</summary>
    /// <param name="text">What was found, as a sentence.</param>
    public static Finding Unclear(string text) => new(FindingKind.Unclear) { Text = text };
}
