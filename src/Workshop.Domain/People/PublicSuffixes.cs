using System.Collections.Frozen;
using System.Globalization;

namespace Workshop.Domain.People;

/// <summary>
/// Which part of a domain name somebody registered: "mail.cs.uni-x.ac.uk" belongs to "uni-x.ac.uk", because anybody may register under "ac.uk". By the rules of the Public
/// Suffix List (https://publicsuffix.org/list/), which the caller brings. The algorithm is the one on that page: an exception wins, then the rule
/// with the most labels; without a rule the last label is the suffix.
/// </summary>
public sealed class PublicSuffixes
{
    private static readonly IdnMapping Idn = new();

    private readonly FrozenSet<string> _rules;
    private readonly FrozenSet<string> _wildcards;
    private readonly FrozenSet<string> _exceptions;

    private PublicSuffixes(FrozenSet<string> rules, FrozenSet<string> wildcards, FrozenSet<string> exceptions)
    {
        _rules = rules;
        _wildcards = wildcards;
        _exceptions = exceptions;
    }

    /// <summary>How many rules there are.</summary>
    public int Count => _rules.Count + _wildcards.Count + _exceptions.Count;

    /// <summary>
    /// Reads the format of the list: one rule a line up to the first white space, "*.ck" and "!www.ck", "//" begins a comment, in Unicode or Punycode.
    /// Lines that are no rule are passed over.
    /// </summary>
    /// <param name="lines">In any order but for the section marks in comments.</param>
    /// <param name="icannOnly">Pass over what stands between the marks of the private section: names that companies let others use, such as github.io.</param>
    public static PublicSuffixes Parse(IEnumerable<string> lines, bool icannOnly = false)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var rules = new HashSet<string>(StringComparer.Ordinal);
        var wildcards = new HashSet<string>(StringComparer.Ordinal);
        var exceptions = new HashSet<string>(StringComparer.Ordinal);
        var isPrivate = false;
        foreach (var line in lines)
        {
            if (line.StartsWith("//", StringComparison.Ordinal))
            {
                isPrivate = (isPrivate || line.Contains("===BEGIN PRIVATE DOMAINS===", StringComparison.Ordinal)) && !line.Contains("===END PRIVATE DOMAINS===", StringComparison.Ordinal);
                continue;
            }

            var rule = line.TrimStart().Split((char[]?)null, 2)[0];
            if (rule.Length == 0 || (isPrivate && icannOnly))
            {
                continue;
            }

            var (set, name) = rule[0] == '!' ? (exceptions, rule[1..]) : rule.StartsWith("*.", StringComparison.Ordinal) ? (wildcards, rule[2..]) : (rules, rule);
            if (Ascii(name) is { } ascii)
            {
                set.Add(ascii);
            }
        }

        return new PublicSuffixes(rules.ToFrozenSet(StringComparer.Ordinal), wildcards.ToFrozenSet(StringComparer.Ordinal), exceptions.ToFrozenSet(StringComparer.Ordinal));
    }

    /// <summary>
    /// The public suffix and the label before it, in lower case and Punycode ("xn--…"), whatever was given. Null when the domain is a public suffix itself,
    /// an address in numbers, or no domain name.
    /// </summary>
    public string? RegistrableDomain(string domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        if (Ascii(domain.Trim()) is not { } name || name.AsSpan(name.LastIndexOf('.') + 1) is var top && !top.ContainsAnyExceptInRange('0', '9'))
        {
            return null;
        }

        // Every end of the name that begins at a label, the longest first.
        string? previous = null;
        for (var end = name; end.Length > 0; end = end[(end.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            if (_exceptions.Contains(end))
            {
                return end;
            }

            var dot = end.IndexOf('.', StringComparison.Ordinal);
            if (_rules.Contains(end) || dot < 0 || _wildcards.Contains(end[(dot + 1)..]))
            {
                return previous;
            }

            previous = end;
        }

        return null;
    }

    // Null when it is no domain name: an empty label, one too long, a character that none may hold.
    private static string? Ascii(string domain)
    {
        var name = domain.EndsWith('.') ? domain[..^1] : domain;
        try
        {
            // The list and mail addresses are ASCII nearly always; mapping is for the rest.
            var ascii = (System.Text.Ascii.IsValid(name) ? name : Idn.GetAscii(name)).ToLowerInvariant();
            return ascii.Length is > 0 and <= 253 && ascii.Split('.').All(label => label.Length is > 0 and <= 63 && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
