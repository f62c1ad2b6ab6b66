using System;
using System.Collections;
using System.Collections.Generic;
using Provisioning.Secrets;

namespace Provisioning.Operations;

/// <summary>One field of a vendor's request, as its document has it.</summary>
/// <typeparam name="TRequest">The request that holds the field.</typeparam>
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

    /// <summary>The name on the wire, to the letter; a dot leads into a nested object.</summary>
    public string Name { get; }

    /// <summary>What the vendor documents about the value.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>The name split at its dots.</summary>
    internal string[] Path { get; }

    /// <summary>The name as a form has it.</summary>
    internal string FormName { get; }

    /// <summary>The value as given, or null where none was: the vendor is then sent nothing at all.</summary>
    internal object? Read(TRequest request)
    {
        object? value = _read(request);
        return Rule.IsGiven(value) ? value : null;
    }
}

/// <summary>The fields of a request in the order of the vendor's document.</summary>
/// <typeparam name="TRequest">The request that holds the fields.</typeparam>
public sealed class FieldList<TRequest> : IReadOnlyList<Field<TRequest>>
{
    private readonly List<Field<TRequest>> _fields = [];

    /// <inheritdoc/>
    public int Count => _fields.Count;

    /// <inheritdoc/>
    public Field<TRequest> this[int index] => _fields[index];

    /// <summary>Adds a field; made for collection initializers.</summary>
    /// <param name="name">The name on the wire; a dot leads into a nested object, whose fields stand together.</param>
    /// <param name="read">Reads the value from a request.</param>
    /// <param name="rules">What the vendor documents about the value.</param>
    public void Add(string name, Func<TRequest, object?> read, params Rule[] rules) => _fields.Add(new Field<TRequest>(name, read, rules));

    /// <summary>Adds a field of which nothing but its type is documented; made for collection initializers.</summary>
    /// <param name="name">The name on the wire; a dot leads into a nested object, whose fields stand together.</param>
    /// <param name="read">Reads the value from a request.</param>
    public void Add(string name, Func<TRequest, object?> read) => Add(name, read, []);

    /// <summary>The secrets of a request.</summary>
    internal IEnumerable<Secret> Secrets(TRequest request)
    {
        foreach (Field<TRequest> field in _fields)
        {
            if (field.Read(request) is Secret secret)
                yield return secret;
        }
    }

    /// <summary>Checks a request against all rules.</summary>
    /// <returns>Every violation, in the order of the document; empty where there is none.</returns>
    internal IReadOnlyList<FieldError> Check(TRequest request, IReadOnlyList<RowRule<TRequest>> rowRules)
    {
        List<FieldError>? violations = null;
        foreach (Field<TRequest> field in _fields)
        {
            object? value = field.Read(request);
            foreach (Rule rule in field.Rules)
            {
                if (value is null ? rule == Rule.Required : !rule.IsMet(value))
                    (violations ??= []).Add(new FieldError(field.Name, rule.Text, value is null ? null : FieldText.Of(value)));
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

/// <summary>A documented rule that looks at more than one field.</summary>
/// <typeparam name="TRequest">The request that it judges.</typeparam>
/// <param name="Field">The field that is named when the rule is broken.</param>
/// <param name="Text">The rule.</param>
/// <param name="IsMet">Whether a request keeps it.</param>
public sealed record RowRule<TRequest>(string Field, string Text, Func<TRequest, bool> IsMet);
