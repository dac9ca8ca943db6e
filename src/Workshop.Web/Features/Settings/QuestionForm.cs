using Microsoft.AspNetCore.Mvc.Rendering;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Settings;

/// <summary><see cref="QuestionSettings"/> as a form. What a kind does not have is ignored when it is saved.</summary>
public sealed class QuestionForm
{
    public int Revision { get; set; }

    public string? Label { get; set; }

    public string? Hint { get; set; }

    public QuestionKind Kind { get; set; }

    /// <summary>Options that are there; an empty one goes.</summary>
    public IList<OptionRow> Options { get; set; } = [];

    /// <summary>One on each line.</summary>
    public string? MoreOptions { get; set; }

    public int? Min { get; set; }

    public int? Max { get; set; }

    public TextUnit Unit { get; set; }

    public QuestionRequirement Requirement { get; set; }

    public TimeEntry RequiredFrom { get; set; } = TimeEntry.Empty;

    public IList<Guid> OnlyForTypes { get; set; } = [];

    public Guid? DependsOn { get; set; }

    public ConditionTest Test { get; set; }

    /// <summary>The label of an option, or text.</summary>
    public string? TestValue { get; set; }

    public QuestionAudience Audience { get; set; } = QuestionAudience.Organizers;

    public IList<AttachmentKinds> FileKinds { get; set; } = [];

    public int MaxMegabytes { get; set; } = 10;

    public bool ShowsFilesAsTheyAre { get; set; }

    public static IReadOnlyList<SelectListItem> KindChoices { get; } = [.. Enum.GetValues<QuestionKind>().Select(kind => new SelectListItem(WordsOf(kind), kind.ToString()))];

    public static IReadOnlyList<SelectListItem> UnitChoices { get; } = [new("words", nameof(TextUnit.Words)), new("characters", nameof(TextUnit.Characters))];

    public static IReadOnlyList<SelectListItem> RequirementChoices { get; } =
        [new("No", nameof(QuestionRequirement.Never)), new("Yes", nameof(QuestionRequirement.Always)), new("From a date on", nameof(QuestionRequirement.FromDate))];

    public static IReadOnlyList<SelectListItem> AudienceChoices { get; } =
        [new("Organizers only", nameof(QuestionAudience.Organizers)), new("Reviewers and organizers", nameof(QuestionAudience.Reviewers))];

    public static IReadOnlyList<SelectListItem> TestChoices { get; } =
        [new("is", nameof(ConditionTest.Equals)), new("includes, has in it", nameof(ConditionTest.Contains)), new("is ticked", nameof(ConditionTest.IsChecked))];

    public static IReadOnlyList<SelectListItem> FileKindChoices { get; } = [.. AttachmentKindWords.All.Select(known => new SelectListItem(known.Words, known.Kind.ToString()))];

    public static string WordsOf(QuestionKind kind) => kind switch
    {
        QuestionKind.Line => "one line of text",
        QuestionKind.Paragraph => "paragraph",
        QuestionKind.SingleChoice => "one of several",
        QuestionKind.MultipleChoice => "some of several",
        QuestionKind.Checkbox => "box to tick",
        QuestionKind.Number => "number",
        QuestionKind.Link => "web address",
        _ => "file",
    };

    public static AttachmentKinds Join(IEnumerable<AttachmentKinds> kinds) => kinds.Aggregate(AttachmentKinds.None, (all, kind) => all | kind);

    public static IList<AttachmentKinds> Split(AttachmentKinds kinds) => [.. AttachmentKindWords.All.Select(known => known.Kind).Where(kind => kinds.HasFlag(kind))];

    public static QuestionForm From(WorkshopEvent of, CallForm form, Question question) => new()
    {
        Label = question.Label,
        Hint = question.Hint,
        Kind = question.Kind,
        Options = [.. question.Options.Select((option, place) => new OptionRow { Key = option.Key, Label = option.Label, Place = place + 1 })],
        Min = question.Min,
        Max = question.Max,
        Unit = question.Unit,
        Requirement = question.Requirement,
        RequiredFrom = TimeEntry.Of(question.RequiredFrom, of.DeadlineZone),
        OnlyForTypes = [.. question.OnlyForTypes],
        DependsOn = question.DependsOn,
        Test = question.Test,
        TestValue = form.QuestionOf(question.DependsOn) is { IsChoice: true } earlier ? earlier.Say(question.TestValue ?? "") : question.TestValue,
        Audience = question.Audience,
        FileKinds = Split(question.FileKinds),
        MaxMegabytes = question.Kind == QuestionKind.File ? question.MaxMegabytes : 10,
        ShowsFilesAsTheyAre = question.ShowsFilesAsTheyAre,
    };

    public QuestionSettings ToSettings(WorkshopEvent of, CallForm form, List<Refusal> refusals)
    {
        var known = Options.Where(row => !string.IsNullOrWhiteSpace(row.Label)).OrderBy(row => row.Place)
            .Select(row => string.IsNullOrEmpty(row.Key) ? QuestionOption.New(row.Label!) : new QuestionOption(row.Key, row.Label!));
        var more = (MoreOptions ?? "").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Select(QuestionOption.New);
        var value = TestValue?.Trim();
        if (form.QuestionOf(DependsOn) is { IsChoice: true } earlier)
        {
            // Organizers write or choose what they read; what is stored is the key, which outlives a change of words.
            value = earlier.Options.FirstOrDefault(option => string.Equals(option.Label, value, StringComparison.OrdinalIgnoreCase))?.Key ?? "";
        }

        var requiredFrom = RequiredFrom.Read(of.DeadlineZone, nameof(RequiredFrom));
        refusals.AddRange(requiredFrom.Refusals);
        return new QuestionSettings(
            Kind, Label ?? "", Hint ?? "", [.. known, .. more], Unit, Min, Max, Requirement,
            requiredFrom.Value,
            [.. OnlyForTypes], DependsOn, Test, value, Audience, ShowsFilesAsTheyAre, MaxMegabytes, Join(FileKinds));
    }

    public sealed class OptionRow
    {
        /// <summary>Names the option in answers, whatever it is called.</summary>
        public string? Key { get; set; }

        public string? Label { get; set; }

        public int Place { get; set; }
    }
}
