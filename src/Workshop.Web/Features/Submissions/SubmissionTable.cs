using System.Globalization;
using System.Text;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Submissions;

/// <summary>One line of the export. The names of the columns are the names of the properties, in lower case.</summary>
public sealed record SubmissionRow(
    int Number,
    string State,
    string Title,
    string Authors,
    string Emails,
    string Affiliations,
    string Presenter,
    string Topics,
    string Preference,
    string PublishedIn,
    string PublishedLink,
    int? Pages,
    string SubmittedAtUtc,
    string Abstract)
{
    public string Orcids { get; init; } = "";

    /// <summary>Empty when the event has no types.</summary>
    public string Type { get; init; } = "";

    /// <summary>By question; only answers to questions that apply.</summary>
    internal IReadOnlyDictionary<Guid, string> Answers { get; init; } = new Dictionary<Guid, string>();

    public static Dictionary<Guid, string> AnswersOf(CallForm form, Submission submission) =>
        form.Shown(submission.Content, QuestionAudience.Organizers).ToDictionary(answer => answer.Question.Id, answer => answer.File?.FileName ?? answer.Words);

    public static SubmissionRow Of(Submission submission, IReadOnlyDictionary<Guid, string> topics)
    {
        var authors = submission.Authors.OrderBy(author => author.Position).ToList();
        return new SubmissionRow(
            submission.Number,
            submission.State.ToString().ToLowerInvariant(),
            submission.Title,
            List(authors.Select(author => author.Name)),
            List(authors.Select(author => author.Email)),
            List(authors.Select(author => author.Affiliation)),
            authors.Find(author => author.IsPresenter)?.Name ?? "",
            string.Join("; ", submission.Topics.Select(topic => topics.GetValueOrDefault(topic.TopicId, "")).Order(StringComparer.Ordinal)),
            submission.Preference.ToString().ToLowerInvariant(),
            submission.PublishedIn ?? "",
            submission.PublishedLink ?? "",
            submission.CurrentVersion?.Pages,
            submission.SubmittedAt?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "",
            submission.Abstract)
        {
            Orcids = string.Join("; ", authors.Select(author => author.Orcid)),
        };
    }

    /// <summary>The import tells the items apart again by their semicolons.</summary>
    private static string List(IEnumerable<string> items) => string.Join("; ", items.Select(item => item.Replace(';', ',')));
}

/// <summary>CSV that a spreadsheet can open without running anything: a cell that would be a formula begins with an apostrophe.</summary>
public static class SubmissionTable
{
    private const string BeginsFormula = "=+-@\t\r\n";

    /// <summary>The columns of <see cref="SubmissionRow"/>, then one for each question that is asked, in order, headed by its words.</summary>
    public static string Write(IEnumerable<SubmissionRow> rows, CallForm? form = null)
    {
        var questions = form?.AskedQuestions.ToList() ?? [];
        var columns = typeof(SubmissionRow).GetProperties();
        var file = new StringBuilder();
        AppendLine(file, columns.Select(column => column.Name.ToLowerInvariant()).Concat(questions.Select(question => Harmless(question.Label))));
        foreach (var row in rows)
        {
            AppendLine(file, columns.Select(column => Convert.ToString(column.GetValue(row), CultureInfo.InvariantCulture) ?? "").Concat(questions.Select(question => row.Answers.GetValueOrDefault(question.Id, ""))).Select(Harmless));
        }

        return file.ToString();
    }

    /// <summary>RFC 4180: every cell quoted, quotes doubled, line breaks kept inside the quotes.</summary>
    private static void AppendLine(StringBuilder file, IEnumerable<string> cells) =>
        file.AppendJoin(',', cells.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append("\r\n");

    private static string Harmless(string cell) => cell.Length > 0 && BeginsFormula.Contains(cell[0], StringComparison.Ordinal) ? "'" + cell : cell;
}
