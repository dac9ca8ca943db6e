using System.Text.RegularExpressions;

namespace Workshop.Domain.Pdf;

/// <summary>
/// Looks for the authors of one submission in its text, links, metadata and file name. Names among the references and next to a citation are told apart: own papers are
/// cited like others.
/// </summary>
internal sealed partial class IdentitySearch
{
    /// <summary>More would only fill the page.</summary>
    private const int MostTraces = 40;

    /// <summary>Tokens within which another author vouches for a name that may be chance.</summary>
    private const int Nearby = 14;

    /// <summary>Others' work: linking to it tells nothing.</summary>
    private static readonly HashSet<string> Organizations = new(StringComparer.OrdinalIgnoreCase)
    {
        "anonymous", "anonymous4openscience", "pytorch", "tensorflow", "google", "google-research", "google-deepmind", "deepmind", "facebookresearch", "meta-llama", "openai", "microsoft", "huggingface", "nvidia", "nvlabs",
        "apple", "amazon-science", "aws", "scikit-learn", "numpy", "scipy", "pandas-dev", "matplotlib", "jax-ml", "keras-team", "dmlc", "apache", "allenai", "eleutherai", "mistralai", "qwenlm", "deepseek-ai", "stanfordnlp",
        "pytorch-labs", "rapidsai", "ray-project", "wandb", "explosion", "nltk", "rwightman", "timm", "datasets", "models", "spaces", "docs", "papers", "blog", "tasks", "bigscience", "bigcode", "lmsys", "tatsu-lab", "vllm-project",
        "slundberg", "shap", "marcotcr", "captum", "openml", "uci-ml-repo", "features", "about", "topics", "login", "join", "search", "orgs", "stable-baselines3", "farama-foundation", "leanprover", "leanprover-community",
    };

    private readonly IReadOnlyList<PdfPageText> _pages;
    private readonly MainText? _main;
    private readonly int _columns;
    private readonly List<AuthorName> _names;
    private readonly List<string> _emails;
    private readonly List<AuthorPlace> _places;
    private readonly List<IdentityTrace> _traces = [];
    private readonly HashSet<(TraceKind, string, int?)> _told = [];

    private IdentitySearch(IReadOnlyList<PdfPageText> pages, MainText? main, int columns, SubmissionIdentity identity)
    {
        _pages = pages;
        _main = main;
        _columns = columns;
        _names = [.. identity.Authors.Select(author => AuthorName.Of(author.Name)).OfType<AuthorName>()];
        _emails = [.. identity.Authors.Select(author => author.Email?.Trim().ToLowerInvariant()).OfType<string>().Where(email => email.IndexOf('@', StringComparison.Ordinal) > 0).Distinct()];
        _places = [.. identity.Authors.SelectMany(author => AuthorPlace.Of(author.Affiliation ?? "")).DistinctBy(place => string.Join(' ', place.Words))];
    }

    public static IReadOnlyList<IdentityTrace> Find(IReadOnlyList<PdfPageText> pages, MainText? main, int columns, PdfStructure? structure, SubmissionIdentity? identity)
    {
        if (identity is null)
        {
            return [];
        }

        var search = new IdentitySearch(pages, main, columns, identity);
        foreach (var page in pages)
        {
            search.SearchPage(page);
        }

        search.SearchLinks(structure?.Links ?? []);
        foreach (var metadatum in structure?.Metadata ?? [])
        {
            search.SearchMetadata(metadatum);
        }

        search.SearchFileName(identity.FileName);
        return search._traces;
    }

    private void SearchPage(PdfPageText page)
    {
        var words = page.Words.Select(word => word.Text).ToList();
        var tokens = NameToken.Of(words, at => page.Words[at + 1].Box.Top > page.Words[at].Box.Top + (page.Words[at].Box.Height / 2) || page.Words[at + 1].Box.Left < page.Words[at].Box.Left);
        var maybes = new List<(AuthorName Name, int First, int Last)>();
        var sure = new List<int>();
        for (var at = 0; at < tokens.Count; at++)
        {
            foreach (var name in _names)
            {
                var (match, first, last) = name.At(tokens, at);
                if (match == NameMatch.None && !(name.IsMononym && IsMononymAt(name, tokens, at, page)))
                {
                    continue;
                }

                if (match == NameMatch.Initials && name.IsOrdinary)
                {
                    maybes.Add((name, first, last));
                    continue;
                }

                sure.Add(at);
                TellName(page, tokens, name, first, last);
            }

            foreach (var place in _places)
            {
                if (place.IsAt(tokens, at) && (place.Words.Count > 1 || IsAboveAbstract(page, page.Words[tokens[at].Word].Box)))
                {
                    Tell(page, tokens[at].Word, tokens[at + place.Words.Count - 1].Word, TraceKind.Affiliation, place.Typed);
                }
            }
        }

        // "A. Long" beside "G. Hopper" is a name; alone it may be the end of one sentence and the start of the next.
        foreach (var (name, first, last) in maybes)
        {
            if (sure.Exists(other => Math.Abs(other - first) <= Nearby) || maybes.Exists(other => other.Name != name && Math.Abs(other.First - first) <= Nearby))
            {
                TellName(page, tokens, name, first, last);
            }
        }

        SearchAddresses(page, words);
        SearchRepositories(page, words);
    }

    /// <summary>A name of one word counts only where authors stand.</summary>
    private static bool IsMononymAt(AuthorName name, List<NameToken> tokens, int at, PdfPageText page) =>
        tokens[at].IsCapitalized && name.Surnames.Contains(tokens[at].Upper) && tokens[at].Upper.Length >= 4 && !name.IsOrdinary && IsAboveAbstract(page, page.Words[tokens[at].Word].Box);

    private static bool IsAboveAbstract(PdfPageText page, PageBox box)
    {
        if (page.Number != 1)
        {
            return false;
        }

        var summary = page.Words.FirstOrDefault(word => Headings.Squeezed(word.Text) is "ABSTRACT" or "SUMMARY" or "ZUSAMMENFASSUNG" or "RESUME" && word.Box.Top < page.Height * 0.6);
        return box.Top < (summary?.Box.Top ?? page.Height * 0.3);
    }

    private void TellName(PdfPageText page, List<NameToken> tokens, AuthorName name, int first, int last)
    {
        var cited = IsCited(page, tokens[last].Word);
        Tell(page, tokens[first].Word, tokens[last].Word, cited ? TraceKind.InReferences : TraceKind.Name, name.Typed);
    }

    /// <summary>A number in brackets, a year, or "et al." right behind the name.</summary>
    private static bool IsCited(PdfPageText page, int last)
    {
        var behind = string.Join(' ', page.Words.Skip(last).Take(4).Select(word => word.Text));
        return Citation().IsMatch(behind);
    }

    private void SearchAddresses(PdfPageText page, List<string> words)
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (!words[at].Contains('@', StringComparison.Ordinal) && !At().IsMatch(words[at]))
            {
                continue;
            }

            var from = Math.Max(0, at - 6);
            var around = At().Replace(string.Concat(words.Skip(from).Take(at - from + 4)).ToLowerInvariant(), "@");
            var near = At().Replace(string.Concat(words.Skip(Math.Max(0, at - 1)).Take(4)).ToLowerInvariant(), "@");
            foreach (var email in _emails)
            {
                var split = email.IndexOf('@', StringComparison.Ordinal);
                var (local, domain) = (email[..split], email[split..]);
                if (near.Contains(email, StringComparison.Ordinal) || near.Replace("-", "", StringComparison.Ordinal).Contains(email.Replace("-", "", StringComparison.Ordinal), StringComparison.Ordinal)
                    || IsInBraces(around, local, domain))
                {
                    Tell(page, at, at, TraceKind.Email, email);
                }
            }
        }
    }

    /// <summary>"{grace, ada}@navy.mil"</summary>
    private static bool IsInBraces(string around, string local, string domain)
    {
        var end = around.IndexOf("}" + domain, StringComparison.Ordinal);
        var start = end > 0 ? around.LastIndexOf('{', end) : -1;
        return start >= 0 && around[(start + 1)..end].Split(',', ';', '|', '/').Any(name => name.Trim() == local);
    }

    private void SearchRepositories(PdfPageText page, List<string> words)
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (words[at].IndexOfAny(['.', '/']) < 0)
            {
                continue;
            }

            var address = words[at].EndsWith('/') && at + 1 < words.Count ? words[at] + words[at + 1] : words[at];
            TellRepository(address, page.Number, page.Words[at].Box);
        }
    }

    private void SearchLinks(IReadOnlyList<PdfLink> links)
    {
        foreach (var link in links)
        {
            var cited = link is { Page: { } page, Box: { } box } && IsInReferences(page, box);
            var target = Uri.UnescapeDataString(link.Target);
            var named = _emails.Find(email => target.Contains(email, StringComparison.OrdinalIgnoreCase))
                ?? (cited ? null : _names.Find(name => NamesAuthor(target, name))?.Typed);
            if (named is not null)
            {
                Add(new IdentityTrace(TraceKind.InLink, Short(target), link.Page, link.Box), named);
            }
            else if (!cited)
            {
                TellRepository(target, link.Page, link.Box);
            }
        }
    }

    private void TellRepository(string address, int? page, PageBox? box)
    {
        if (Repository().Match(address) is { Success: true } match && match.Groups["user"].Value.Trim('.') is { Length: > 0 } user
            && !Organizations.Contains(user) && !address.Contains("anonym", StringComparison.OrdinalIgnoreCase) && !(page is { } number && box is not null && IsInReferences(number, box)))
        {
            var (kind, about) = _names.Find(name => NamesAuthor(user, name)) is { } author ? (TraceKind.InLink, author.Typed) : (TraceKind.Repository, match.Value.ToLowerInvariant());
            Add(new IdentityTrace(kind, Short(match.Value), page, box), about);
        }
    }

    private void SearchMetadata(PdfMetadatum metadatum)
    {
        var plain = Tag().Replace(metadatum.Value, " ");
        var tokens = NameToken.Of(plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var namesPeople = metadatum.Name is "Author" or "Comment";
        foreach (var name in _names)
        {
            var found = namesPeople && tokens.Exists(token => name.Surnames.Contains(token.Upper))
                || Enumerable.Range(0, tokens.Count).Any(at => name.At(tokens, at).Match is { } match && (match == NameMatch.Full || (match == NameMatch.Initials && !name.IsOrdinary)))
                || tokens.Exists(token => name.UserNames.Contains(token.Upper));
            if (found)
            {
                Add(new IdentityTrace(TraceKind.InMetadata, metadatum.Name), metadatum.Name);
                return;
            }
        }

        if (_emails.Exists(email => plain.Contains(email, StringComparison.OrdinalIgnoreCase)))
        {
            Add(new IdentityTrace(TraceKind.InMetadata, metadatum.Name), metadatum.Name);
        }
    }

    private void SearchFileName(string? fileName)
    {
        if (fileName is { Length: > 0 } && _names.Find(name => NamesAuthor(Path.GetFileNameWithoutExtension(fileName), name)) is { } author)
        {
            Add(new IdentityTrace(TraceKind.InFileName, Short(Path.GetFileName(fileName))), author.Typed);
        }
    }

    /// <summary>For addresses and file names, where words run together: "ghopper", "hopper_final", "GraceHopper".</summary>
    private static bool NamesAuthor(string text, AuthorName name)
    {
        var tokens = Hump().Replace(Letters.Fold(text), " ").Split((char[])[.. text.Where(c => !char.IsLetter(c)).Distinct(), ' '], StringSplitOptions.RemoveEmptyEntries).Select(token => token.ToUpperInvariant()).ToList();
        var whole = Letters.Fold(text).Split((char[])[.. text.Where(c => !char.IsLetter(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries).Select(token => token.ToUpperInvariant());
        var parts = tokens.Concat(whole).ToList();
        return name.UserNames.Any(parts.Contains)
            || (!name.IsOrdinary && name.Surnames.Any(surname => surname.Length >= 4 && (parts.Contains(surname) || (surname.Length >= 7 && parts.Exists(part => part.Contains(surname, StringComparison.Ordinal))))));
    }

    private void Tell(PdfPageText page, int first, int last, TraceKind kind, string found)
    {
        var box = Around(page.Words[Math.Min(first, last)].Box, page.Words[Math.Max(first, last)].Box);
        if (kind != TraceKind.Email && IsInReferences(page.Number, box))
        {
            if (kind == TraceKind.Affiliation)
            {
                return;
            }

            kind = TraceKind.InReferences;
        }

        Add(new IdentityTrace(kind, found, page.Number, box), found);
    }

    /// <summary>Each author once for each page and kind: the first place is enough to find the others.</summary>
    private void Add(IdentityTrace trace, string about)
    {
        var page = trace.Kind is TraceKind.Repository or TraceKind.InLink or TraceKind.InReferences ? null : trace.Page;
        if (_traces.Count < MostTraces && _told.Add((trace.Kind, about, page)))
        {
            _traces.Add(trace);
        }
    }

    private bool IsInReferences(int page, PageBox box)
    {
        if (_main?.References is not { } start || !IsBehind(start, page, box))
        {
            return false;
        }

        return _main.AfterReferences is not { } end || !IsBehind(end, page, box);
    }

    private bool IsBehind(PdfHeading heading, int page, PageBox box)
    {
        if (page != heading.Page)
        {
            return page > heading.Page;
        }

        if (_columns < 2)
        {
            return box.Top > heading.Box.Top;
        }

        var middle = _pages[page - 1].Width / 2;
        var (here, there) = (box.Left + (box.Width / 2) > middle, heading.Box.Left + (heading.Box.Width / 2) > middle);
        return here == there ? box.Top > heading.Box.Top : here;
    }

    /// <summary>Two words of one line; of two lines only the first, because a box around both would cover what lies between.</summary>
    private static PageBox Around(PageBox first, PageBox last)
    {
        if (last.Left < first.Left || Math.Abs(last.Top - first.Top) > first.Height)
        {
            return first;
        }

        var top = Math.Min(first.Top, last.Top);
        return new PageBox(
            first.Left, top, Math.Round(last.Left + last.Width - first.Left, 2), Math.Round(Math.Max(first.Top + first.Height, last.Top + last.Height) - top, 2));
    }

    private static string Short(string text) => text.Length <= 80 ? text : text[..79] + "…";

    [GeneratedRegex(@"\[\d|\(?(19|20)\d\d[a-z]?\)?|\bet al", RegexOptions.IgnoreCase)]
    private static partial Regex Citation();

    [GeneratedRegex(@"^\W?at\W?$|[\[({<]\s?at\s?[\])}>]", RegexOptions.IgnoreCase)]
    private static partial Regex At();

    [GeneratedRegex(@"<[^<>]{0,400}>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"(?<=\p{Ll})(?=\p{Lu})")]
    private static partial Regex Hump();

    [GeneratedRegex(
        @"((gist\.)?github\.com|gitlab\.[a-z.]{2,30}|bitbucket\.org|codeberg\.org|huggingface\.co|(drive|docs|sites)\.google\.com|dropbox\.com|linkedin\.com/in|orcid\.org|overleaf\.com)/(?<user>[\w.-]{2,60})|(?<![\w.-])(?<user>[\w-]{2,60})\.(github|gitlab)\.io",
        RegexOptions.IgnoreCase)]
    private static partial Regex Repository();
}
