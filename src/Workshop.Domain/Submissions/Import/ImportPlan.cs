using System.Globalization;
using Workshop.Domain.Events;
using Workshop.Domain.People;

namespace Workshop.Domain.Submissions.Import;

/// <summary>What an import does with a row.</summary>
public enum ImportOutcome
{
    /// <summary>A submission is made.</summary>
    Create,

    /// <summary>It is there and says the same.</summary>
    Same,

    /// <summary>It is there, says something else, and is overwritten because the organizer asked for that.</summary>
    Update,

    /// <summary>It is there, says something else, and stays as it is.</summary>
    Differs,

    /// <summary>The organizer does not want it, or it is a draft or deleted there.</summary>
    LeftOut,

    /// <summary>It cannot be imported, and with it the whole file.</summary>
    Refused,
}

/// <summary>A submission of the event that came from an earlier import.</summary>
/// <param name="IsManaged">False for one that this organizer must keep away from: it counts as unchanged, whatever has become of it.</param>
/// <param name="EditedSince">Somebody changed it here after the import.</param>
public sealed record ImportedBefore(Guid Id, int Number, SubmissionContent Content, SubmissionState State, DateTimeOffset? SubmittedAt, bool EditedSince, bool IsManaged)
{
    /// <summary>Withdrawn by somebody here, and not by the last import: no file takes that back.</summary>
    public bool IsWithdrawnHere => State == SubmissionState.Withdrawn && EditedSince;
}

/// <param name="Number">Which it has or will get; null when nothing is imported.</param>
/// <param name="Content">With its topics.</param>
/// <param name="Before">The submission that is there already, or null.</param>
/// <param name="Reasons">Why it is refused or left out.</param>
public sealed record PlannedLine(
    ImportedRow Row,
    ImportOutcome Outcome,
    int? Number,
    SubmissionContent Content,
    ImportedBefore? Before,
    IReadOnlyList<Refusal> Reasons,
    IReadOnlyList<string> Warnings);

/// <summary>
/// All that an import will do, worked out before anything is written: the dry run shows it, the import does it. Deterministic. Importing the same file twice
/// does nothing the second time, because submissions are recognized by <see cref="ImportChoices.Key"/>.
/// </summary>
/// <param name="NewTopics">Names that the event needs first, in the order of the file.</param>
public sealed record ImportPlan(IReadOnlyList<PlannedLine> Lines, IReadOnlyList<string> NewTopics)
{
    /// <summary>All or nothing: one refused row refuses the file.</summary>
    public bool CanBeDone => Count(ImportOutcome.Refused) == 0;

    public bool ChangesAnything => Count(ImportOutcome.Create) + Count(ImportOutcome.Update) > 0;

    public int Count(ImportOutcome outcome) => Lines.Count(line => line.Outcome == outcome);

    /// <param name="before">By <see cref="Submission.ExternalId"/>.</param>
    /// <param name="topics">Of the event.</param>
    /// <param name="types">Of the event; empty when it has none, and then a type in the file means nothing.</param>
    /// <param name="takenNumbers">Every number of the event, of drafts too.</param>
    public static ImportPlan Make(
        IReadOnlyList<ImportedRow> rows,
        IReadOnlyDictionary<string, ImportedBefore> before,
        IReadOnlyList<Topic> topics,
        IReadOnlyList<SubmissionType> types,
        IReadOnlyCollection<int> takenNumbers,
        ImportChoices choices)
    {
        var wanted = rows.Where(row => !choices.LeftOut.Contains(row.Line)).ToList();
        // A row that shares its id with rows that are left out is alone.
        var alone = wanted.GroupBy(row => row.ExternalId, StringComparer.Ordinal).Where(same => same.Count() == 1).Select(same => same.Key).ToHashSet(StringComparer.Ordinal);
        var byName = new Dictionary<string, Guid>(StringComparer.OrdinalIgnoreCase);
        foreach (var topic in topics)
        {
            byName.TryAdd(topic.Name, topic.Id);
        }

        var created = new List<string>();
        if (choices.UnknownTopics == UnknownTopics.Create)
        {
            foreach (var name in wanted.Where(row => row.LeftOutBecause is null).SelectMany(row => row.Topics).Where(name => name.Length <= Topic.MaxNameLength))
            {
                if (byName.TryAdd(name, Guid.NewGuid()))
                {
                    created.Add(name);
                }
            }
        }

        var lines = rows.Select(row => Plan(row, before, byName, types, choices, alone)).ToList();
        return new ImportPlan(Numbered(lines, takenNumbers, choices), created);
    }

    private static PlannedLine Plan(ImportedRow row, IReadOnlyDictionary<string, ImportedBefore> before, Dictionary<string, Guid> topics, IReadOnlyList<SubmissionType> types, ImportChoices choices, HashSet<string> alone)
    {
        if (choices.LeftOut.Contains(row.Line))
        {
            return new PlannedLine(row, ImportOutcome.LeftOut, null, row.Content, null, [new Refusal("import.unwanted", "You left it out.")], []);
        }

        if (row.LeftOutBecause is { } because)
        {
            return new PlannedLine(row, ImportOutcome.LeftOut, null, row.Content, null, [new Refusal("import.left-out", because)], []);
        }

        var refusals = row.Refusals.Where(refusal => refusal.Code != "import.id-twice" || !alone.Contains(row.ExternalId)).ToList();
        var warnings = row.Warnings.ToList();
        var unknown = row.Topics.Where(name => !topics.ContainsKey(name)).ToList();
        if (unknown.Count > 0)
        {
            var names = string.Join(", ", unknown.Select(name => $"“{name}”"));
            if (choices.UnknownTopics == UnknownTopics.LeaveOut)
            {
                warnings.Add($"Not a topic of this event, so left out: {names}.");
            }
            else
            {
                refusals.Add(new Refusal("import.topic-unknown", $"Not a topic of this event: {names}."));
            }
        }

        var known = before.GetValueOrDefault(choices.Key(row.ExternalId));
        var type = types.FirstOrDefault(type => string.Equals(type.Name, row.Type, StringComparison.OrdinalIgnoreCase));
        if (type is null && types.Count > 0)
        {
            var instead = known?.Content.TypeId is null ? "It is imported without a type." : "It keeps the type that it has here.";
            warnings.Add(row.Type.Length > 0 ? $"Not a type of this event: “{row.Type}”. {instead}" : instead);
        }

        var content = row.Content with { TypeId = type?.Id, TopicIds = [.. row.Topics.Where(topics.ContainsKey).Select(name => topics[name])] };
        if (refusals.Count > 0)
        {
            return new PlannedLine(row, ImportOutcome.Refused, null, content, known, refusals, warnings);
        }

        if (known is null)
        {
            return new PlannedLine(row, ImportOutcome.Create, null, content, null, [], warnings);
        }

        content = content with { Authors = WithKnownOrcids(content.Authors, known.Content.Authors) };
        if (!known.IsManaged || SaysTheSame(row, content, known))
        {
            return new PlannedLine(row, ImportOutcome.Same, known.IsManaged ? known.Number : null, content, known, [], []);
        }

        if (known.IsWithdrawnHere && !row.Withdrawn)
        {
            warnings.Add("It was withdrawn here. An import does not take that back, so it stays as it is.");
            return new PlannedLine(row, ImportOutcome.Differs, known.Number, content, known, [], warnings);
        }

        if (known.EditedSince)
        {
            warnings.Add(choices.UpdateChanged ? "It was changed here after the last import; that is overwritten." : "It was changed here after the last import.");
        }

        return new PlannedLine(row, choices.UpdateChanged ? ImportOutcome.Update : ImportOutcome.Differs, known.Number, content, known, [], warnings);
    }

    /// <summary>Compares what would be stored, because storing trims and normalizes. A submission time that the file does not give is no difference.</summary>
    private static bool SaysTheSame(ImportedRow row, SubmissionContent content, ImportedBefore known)
    {
        var stored = Submission.Import(Guid.Empty, 1, "", content, row.Withdrawn, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
        return stored.Value is { } would
            && (would.Content with { TypeId = content.TypeId ?? known.Content.TypeId, Answers = known.Content.Answers, Files = known.Content.Files }).SaysTheSameAs(known.Content)
            && row.Withdrawn == (known.State == SubmissionState.Withdrawn)
            && (row.SubmittedAt is null || row.SubmittedAt == known.SubmittedAt);
    }

    /// <summary>An ORCID iD that somebody gave here stays with its author, known by address or else by name, where the file has none.</summary>
    private static IReadOnlyList<AuthorEntry> WithKnownOrcids(IReadOnlyList<AuthorEntry> authors, IReadOnlyList<AuthorEntry> known)
    {
        var identified = known.Where(author => author.Orcid.Length > 0).ToList();
        return identified.Count == 0 ? authors : [.. authors.Select(author => author.Orcid.Length == 0 && Same(author) is { } same ? author with { Orcid = same.Orcid } : author)];

        AuthorEntry? Same(AuthorEntry author) =>
            identified.Find(other => author.Email.Length > 0 && EmailAddress.Normalize(other.Email) == EmailAddress.Normalize(author.Email))
            ?? identified.Find(other => string.Equals(other.Name, Person.Clean(author.Name), StringComparison.Ordinal));
    }

    /// <summary>The numbers that can be kept are kept, the others follow after the last one.</summary>
    private static List<PlannedLine> Numbered(List<PlannedLine> lines, IReadOnlyCollection<int> taken, ImportChoices choices)
    {
        var used = taken.ToHashSet();
        var numbered = lines.ConvertAll(line =>
            line.Outcome == ImportOutcome.Create
            && choices.KeepNumbers
            && int.TryParse(line.Row.ExternalId, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and < 1_000_000
            && used.Add(number)
                ? line with { Number = number }
                : line);
        var next = used.Count == 0 ? 1 : used.Max() + 1;
        return numbered.ConvertAll(line => line.Outcome == ImportOutcome.Create && line.Number is null
            ? line with { Number = next++, Warnings = choices.KeepNumbers ? [.. line.Warnings, "Its number is taken or is none, so it gets another."] : line.Warnings }
            : line);
    }
}
