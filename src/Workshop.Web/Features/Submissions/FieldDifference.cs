using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>One field in which two texts of a submission differ: what is saved, and what the author typed.</summary>
/// <param name="Property">Of <see cref="SubmissionForm"/>.</param>
public sealed record FieldDifference(string Property, string Label, string Saved, string Typed)
{
    private readonly IReadOnlyList<DiffRun> _runs = WordDiff.Between(Saved, Typed);

    /// <summary>The whole saved text, with <c>del</c> around what the other does not say.</summary>
    public IHtmlContent SavedMarked => Marked(DiffKind.Removed, "del");

    /// <summary>The whole typed text, with <c>ins</c> around what is not saved.</summary>
    public IHtmlContent TypedMarked => Marked(DiffKind.Added, "ins");

    private HtmlContentBuilder Marked(DiffKind own, string tag)
    {
        var text = new HtmlContentBuilder();
        foreach (var run in _runs.Where(run => run.Kind == DiffKind.Same || run.Kind == own))
        {
            if (run.Kind == own)
            {
                var mark = new TagBuilder(tag);
                mark.InnerHtml.Append(run.Text);
                text.AppendHtml(mark);
            }
            else
            {
                text.Append(run.Text);
            }
        }

        return text;
    }
}

/// <summary>Compares two forms field by field. What is compared here can also be taken over; a field that is added to the form gets its line here.</summary>
public static class FormDifferences
{
    private static readonly (string Property, string Label, Func<SubmissionForm, WorkshopEvent, CallForm, string> Says)[] Fields =
    [
        (nameof(SubmissionForm.TypeId), "Type", (typed, _, call) => call.TypeOf(typed.TypeId)?.Name ?? ""),
        (nameof(SubmissionForm.Title), "Title", (typed, _, _) => typed.Title ?? ""),
        (nameof(SubmissionForm.Abstract), "Abstract", (typed, _, _) => (typed.Abstract ?? "").ReplaceLineEndings("\n")),
        (nameof(SubmissionForm.Authors), "Authors", (typed, _, _) => Lines(typed.Authors)),
        (nameof(SubmissionForm.TopicIds), "Topics", (typed, of, _) => string.Join(", ", of.Topics.Where(topic => typed.TopicIds.Contains(topic.Id)).Select(topic => topic.Name))),
        (nameof(SubmissionForm.Preference), "Talk or poster", (typed, _, _) => typed.Preference.ToString()),
        (nameof(SubmissionForm.IsPublished), "New or published", (typed, _, _) => typed.IsPublished ? "Already published" : "New work"),
        (nameof(SubmissionForm.PublishedIn), "Published in", (typed, _, _) => typed.PublishedIn ?? ""),
        (nameof(SubmissionForm.PublishedLink), "Link to the publication", (typed, _, _) => typed.PublishedLink ?? ""),
        (nameof(SubmissionForm.Answers), "Answers", (typed, _, call) => string.Join("\n\n", call.AskedQuestions
            .Select(question => (question.Label, Words: question.Say(typed.AnswerTo(question).Value)))
            .Where(answer => answer.Words.Length > 0)
            .Select(answer => $"{answer.Label} {answer.Words}"))),
    ];

    /// <summary>In the order of the form; white space at the ends is no difference.</summary>
    public static IReadOnlyList<FieldDifference> Between(SubmissionForm saved, SubmissionForm typed, WorkshopEvent of, CallForm call) =>
        [.. Fields
            .Select(field => new FieldDifference(field.Property, field.Label, field.Says(saved, of, call).Trim(), field.Says(typed, of, call).Trim()))
            .Where(field => !string.Equals(field.Saved, field.Typed, StringComparison.Ordinal))];

    /// <summary>Puts the saved text of the named fields in place of what was typed.</summary>
    public static void Take(SubmissionForm typed, SubmissionForm saved, IEnumerable<string> properties)
    {
        foreach (var name in properties.Where(name => Array.Exists(Fields, field => field.Property == name)))
        {
            var property = typeof(SubmissionForm).GetProperty(name)!;
            property.SetValue(typed, property.GetValue(saved));
        }
    }

    private static string Lines(AuthorRows authors) => string.Join("\n\n", authors.Rows
        .Select((row, place) => (row, place))
        .Where(author => !author.row.IsBlank)
        .Select(author => string.Join(", ", ((string?[])[author.row.Name, author.row.Email, author.row.Affiliation, author.row.Orcid, author.place == authors.Presenter ? "presents" : null]).Where(part => !string.IsNullOrWhiteSpace(part)))));
}
