using System;
using System.Collections;
using System.Collections.Generic;
using Provisioning.Secrets;

namespace Provisioning.Operations;

/// <summary>A field of a vendor's request, as the vendor documents it.</summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
public sealed class Field<TRequest>
{
    private readonly Func<TRequest, object?> _read;

    internal Field(string name, Func<TRequest, object?> read, Rule[] rules)
    {
        Name = name;
        Path = name.Split('.');
        FormName = Uri.EscapeDataString(name);
        Rules = rules;
        _read = read;
    }

    /// <summary>The exact name on the wire; a dot separates a nested object from its field.</summary>
    public string Name { get; }

    /// <summary>The documented rules of the value.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>The name split at its dots.</summary>
    internal string[] Path { get; }

    /// <summary>The name, encoded for a form.</summary>
    internal string FormName { get; }

    /// <summary>Returns the value, or null if none was given. The field is then not sent at all.</summary>
    internal object? Read(TRequest request)
    {
        object? value = _read(request);
        return Rule.IsGiven(value) ? value : null;
    }
}

/// <summary>The fields of a request in the order of the vendor's document.</summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
public sealed class FieldList<TRequest> : IReadOnlyList<Field<TRequest>>
{
    private readonly List<Field<TRequest>> _fields = [];

    /// <inheritdoc/>
    public int Count => _fields.Count;

    /// <inheritdoc/>
    public Field<TRequest> this[int index] => _fields[index];

    /// <summary>Adds a field. For collection initializers.</summary>
    /// <param name="name">
    /// The name on the wire; a dot separates a nested object from its field. Fields of one object must be adjacent.
    /// </param>
    /// <param name="read">Reads the value from a request.</param>
    /// <param name="rules">The documented rules of the value.</param>
    public void Add(string name, Func<TRequest, object?> read, params Rule[] rules) => _fields.Add(new Field<TRequest>(name, read, rules));

    /// <summary>Adds a field for which only the type is documented. For collection initializers.</summary>
    /// <param name="name">
    /// The name on the wire; a dot separates a nested object from its field. Fields of one object must be adjacent.
    /// </param>
    /// <param name="read">Reads the value from a request.</param>
    public void Add(string name, Func<TRequest, object?> read) => Add(name, read, []);

    /// <summary>The names of credentials in this form that differ from those in the vendor's other forms.</summary>
    internal IReadOnlyDictionary<string, string> CredentialNames { get; private set; } = new Dictionary<string, string>();

    /// <summary>Renames the credentials that are sent among the fields, for a form that names them differently.</summary>
    /// <param name="names">The names in this form, by the names in the vendor's other forms.</param>
    /// <returns>The same list.</returns>
    public FieldList<TRequest> WithCredentialNames(IReadOnlyDictionary<string, string> names)
    {
        CredentialNames = names;
        return this;
    }

    /// <summary>Returns the secrets of a request.</summary>
    internal IEnumerable<Secret> Secrets(TRequest request)
    {
        foreach (Field<TRequest> field in _fields)
        {
            if (field.Read(request) is Secret secret)
                yield return secret;
        }
    }

    /// <summary>Checks whether a request complies with all rules.</summary>
    /// <returns>All violations, in the order of the document; empty if there are none.</returns>
    internal IReadOnlyList<FieldError> Check(TRequest request, IReadOnlyList<RowRule<TRequest>> rowRules)
    {
        List<FieldError>? violations = null;
        foreach (Field<TRequest> field in _fields)
        {
            object? value = field.Read(request);
            if (value is not null && Sendable.Problem(value) is { } problem)
                (violations ??= []).Add(new FieldError(field.Name, problem, FieldText.Of(value)));
            foreach (Rule rule in field.Rules)
            {
                if (value is null)
                {
                    if (rule == Rule.Required)
                        (violations ??= []).Add(new FieldError(field.Name, rule.Text));
                }
                else if (!rule.IsMet(value))
                {
                    (violations ??= []).AddRange(rule.Violations(field.Name, value));
                }
            }
        }

        foreach (RowRule<TRequest> rule in rowRules)
        {
            if (!rule.IsMet(request))
                (violations ??= []).Add(new FieldError(rule.Field, rule.Text));
        }

        return violations ?? (IReadOnlyList<FieldError>)[];
    }

    /// <inheritdoc/>
    public IEnumerator<Field<TRequest>> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A documented rule that involves more than one field.</summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
/// <param name="Field">The field that is named if the rule is violated.</param>
/// <param name="Text">The rule.</param>
/// <param name="IsMet">Returns whether a request complies with the rule.</param>
public sealed record RowRule<TRequest>(string Field, string Text, Func<TRequest, bool> IsMet);
