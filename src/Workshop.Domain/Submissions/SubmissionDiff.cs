using System.Text.Json.Nodes;
using Workshop.Domain.Events;
using Workshop.Domain.People;

namespace Workshop.Domain.Submissions;

/// <summary>One field that says something else than before, word by word.</summary>
/// <param name="Label">For people: "Title", "Topics".</param>
/// <param name="Before">Empty when nothing stood there.</param>
public sealed record FieldChange(string Label, string Before, string After)
{
    public IReadOnlyList<DiffRun> Runs => WordDiff.Between(Before, After);
}

public enum AuthorChangeKind
{
    Added,
    Removed,

    /// <summary>Another place among those who were and are authors.</summary>
    Moved,

    /// <summary>Name, address, affiliation or who presents; <see cref="AuthorChange.Details"/> says which.</summary>
    Changed,
}

/// <param name="Name">The new one, where there is one.</param>
/// <param name="From">Counted from 1; null for an added author.</param>
/// <param name="To">Counted from 1; null for a removed author.</param>
/// <param name="Details">For a changed author, what changed; else empty.</param>
public sealed record AuthorChange(AuthorChangeKind Kind, string Name, int? From, int? To, IReadOnlyList<FieldChange> Details);

/// <summary>
/// What changed between two states of a submission, field by field in the order of the form. Members that this class does not know by name, which the form may gain at any time,
/// are compared as the JSON in which they are kept, so that no change is ever silent.
/// </summary>
public sealed record SubmissionDiff(IReadOnlyList<FieldChange> Fields, IReadOnlyList<AuthorChange> Authors)
{
    private static readonly string[] HasOwnRule =
    [
        nameof(SubmissionContent.Title), nameof(SubmissionContent.Abstract), nameof(SubmissionContent.Authors), nameof(SubmissionContent.TopicIds), nameof(SubmissionContent.Preference),
        nameof(SubmissionContent.IsPublished), nameof(SubmissionContent.PublishedIn), nameof(SubmissionContent.PublishedLink), nameof(SubmissionContent.TypeId),
        nameof(SubmissionContent.Answers), nameof(SubmissionContent.Files),
    ];

    public bool IsEmpty => Fields.Count == 0 && Authors.Count == 0;

    /// <param name="topics">Of the event, as they are now; a topic that is gone is said to be no longer offered.</param>
    /// <param name="form">Of the event, as it is now: what types, questions and answers are called.</param>
    public static SubmissionDiff Between(SubmissionContent before, SubmissionContent after, IReadOnlyCollection<Topic> topics, CallForm form)
    {
        var fields = new List<FieldChange>();
        Add("Type", Type(before), Type(after));
        Add("Title", before.Title, after.Title);
        Add("Abstract", before.Abstract, after.Abstract);
        Add("Topics", Topics(before), Topics(after));
        Add("Prefers", Preference(before), Preference(after));
        Add("Work", Work(before), Work(after));
        foreach (var questionId in before.Answers.Concat(after.Answers).Select(answer => answer.QuestionId).Distinct().OrderBy(id => form.QuestionOf(id)?.Position ?? int.MaxValue))
        {
            Add(Question(questionId), Answer(before, questionId), Answer(after, questionId));
        }

        foreach (var questionId in Files(before).Concat(Files(after)).Select(file => file.QuestionId).Distinct().OrderBy(id => id is null ? -1 : form.QuestionOf(id)?.Position ?? int.MaxValue))
        {
            AddFiles(questionId is { } id ? Question(id) : "Supplement", [.. Files(before).Where(file => file.QuestionId == questionId)], [.. Files(after).Where(file => file.QuestionId == questionId)]);
        }

        AddOthers(Members(before), Members(after));
        return new SubmissionDiff(fields, AuthorChanges(before.Authors, after.Authors));

        void Add(string label, string was, string now)
        {
            if (was != now)
            {
                fields.Add(new FieldChange(label, was, now));
            }
        }

        void AddOthers(JsonObject was, JsonObject now)
        {
            foreach (var name in was.Select(member => member.Key).Union(now.Select(member => member.Key)).Except(HasOwnRule))
            {
                Add(Words(name), Text(was[name]), Text(now[name]));
            }
        }

        // A file that was replaced by another of the same name has changed all the same: a part of its fingerprint says so.
        void AddFiles(string label, IReadOnlyList<AttachedFile> was, IReadOnlyList<AttachedFile> now)
        {
            Add(label, Say(was, now), Say(now, was));

            static string Say(IReadOnlyList<AttachedFile> files, IReadOnlyList<AttachedFile> others) => string.Join(", ", files.Select(file =>
                others.Any(other => other.FileName == file.FileName && other.Sha256 != file.Sha256) ? $"{file.FileName} ({file.Sha256[..8]})" : file.FileName));
        }

        string Type(SubmissionContent content) => content.TypeId is { } id ? form.TypeOf(id)?.Name ?? "a type that is no longer offered" : "";

        string Topics(SubmissionContent content) =>
            string.Join(", ", content.TopicIds.Select(id => topics.FirstOrDefault(topic => topic.Id == id)?.Name ?? "a topic that is no longer offered").Order(StringComparer.Ordinal));

        string Question(Guid id) => form.QuestionOf(id)?.Label ?? "A question that is no longer asked";

        string Answer(SubmissionContent content, Guid questionId)
        {
            var value = content.Answers.FirstOrDefault(answer => answer.QuestionId == questionId)?.Value ?? "";
            return form.QuestionOf(questionId)?.Say(value) ?? value;
        }
    }

    private static IReadOnlyList<AttachedFile> Files(SubmissionContent content) => content.Files ?? [];

    private static string Preference(SubmissionContent content) => content.Preference switch
    {
        PresentationPreference.Talk => "a talk",
        PresentationPreference.Poster => "a poster",
        _ => "either a talk or a poster",
    };

    private static string Work(SubmissionContent content) => content.IsPublished ? $"Published in {content.PublishedIn}{(content.PublishedLink is { } link ? $", {link}" : "")}" : "New";

    private static JsonObject Members<T>(T content) => JsonNode.Parse(SubmissionSnapshot.Write(content))!.AsObject();

    /// <summary>"SupplementIds" → "Supplement ids".</summary>
    private static string Words(string member) =>
        string.Concat(member.Select((character, at) => at > 0 && char.IsUpper(character) ? " " + char.ToLowerInvariant(character) : character.ToString()));

    private static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonArray array => string.Join("; ", array.Select(Text).Where(text => text.Length > 0)),
        JsonObject members => string.Join(", ", members.Select(member => (Name: Words(member.Key), Value: Text(member.Value))).Where(member => member.Value.Length > 0).Select(member => $"{member.Name}: {member.Value}")),
        _ => node.ToString() switch { "true" => "yes", "false" => "no", var text => text },
    };

    private static List<AuthorChange> AuthorChanges(IReadOnlyList<AuthorEntry> before, IReadOnlyList<AuthorEntry> after)
    {
        var partners = Partners(before, after);
        var inOrder = InOrder(partners);
        var changes = new List<AuthorChange>();
        for (var place = 0; place < before.Count; place++)
        {
            if (!partners.Contains(place))
            {
                changes.Add(new AuthorChange(AuthorChangeKind.Removed, before[place].Name, place + 1, null, []));
            }
        }

        for (var place = 0; place < after.Count; place++)
        {
            if (partners[place] is not { } from)
            {
                changes.Add(new AuthorChange(AuthorChangeKind.Added, after[place].Name, null, place + 1, []));
                continue;
            }

            if (!inOrder.Contains(from))
            {
                changes.Add(new AuthorChange(AuthorChangeKind.Moved, after[place].Name, from + 1, place + 1, []));
            }

            if (Details(before[from], after[place]) is { Count: > 0 } details)
            {
                changes.Add(new AuthorChange(AuthorChangeKind.Changed, after[place].Name, from + 1, place + 1, details));
            }
        }

        return changes;
    }

    /// <summary>For each of the new authors the place of the same one before: the same address, else the same name; null for a new one.</summary>
    private static int?[] Partners(IReadOnlyList<AuthorEntry> before, IReadOnlyList<AuthorEntry> after)
    {
        var partners = new int?[after.Count];
        var taken = new HashSet<int>();
        foreach (var key in (Func<AuthorEntry, string>[])[author => EmailAddress.Normalize(author.Email), author => author.Name])
        {
            for (var place = 0; place < after.Count; place++)
            {
                if (partners[place] is not null || key(after[place]).Length == 0)
                {
                    continue;
                }

                for (var from = 0; from < before.Count && partners[place] is null; from++)
                {
                    if (key(before[from]) == key(after[place]) && taken.Add(from))
                    {
                        partners[place] = from;
                    }
                }
            }
        }

        return partners;
    }

    /// <summary>Those who kept their order among themselves, as many as possible: the others are said to have moved (longest increasing subsequence; lists are short).</summary>
    private static HashSet<int> InOrder(int?[] partners)
    {
        var places = partners.OfType<int>().ToArray();
        var (length, previous) = (new int[places.Length], new int[places.Length]);
        var best = -1;
        for (var i = 0; i < places.Length; i++)
        {
            (length[i], previous[i]) = (1, -1);
            for (var j = 0; j < i; j++)
            {
                if (places[j] < places[i] && length[j] + 1 > length[i])
                {
                    (length[i], previous[i]) = (length[j] + 1, j);
                }
            }

            best = best < 0 || length[i] >= length[best] ? i : best;
        }

        var inOrder = new HashSet<int>();
        for (var i = best; i >= 0; i = previous[i])
        {
            inOrder.Add(places[i]);
        }

        return inOrder;
    }

    private static List<FieldChange> Details(AuthorEntry before, AuthorEntry after)
    {
        var (was, now) = (Members(before), Members(after));
        return
        [
            .. was.Select(member => member.Key).Where(name => name != nameof(AuthorEntry.IsBlank))
                .Select(name => new FieldChange(name == nameof(AuthorEntry.IsPresenter) ? "Presents" : Words(name), Text(was[name]), Text(now[name])))
                .Where(change => change.Before != change.After),
        ];
    }
}
