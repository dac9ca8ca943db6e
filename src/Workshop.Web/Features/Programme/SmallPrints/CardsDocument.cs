using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Decisions;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Programme.Print;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Features.Programme.SmallPrints;

public sealed class CardsDocument(WorkshopDb db) : IPrintDocument
{
    private static readonly PrintOption Each = new("each", "On a sheet", [("8", "Eight cards"), ("6", "Six cards"), ("4", "Four cards")]);

    private static readonly PrintOption Which = new("which", "Cards for", [("all", "Everything accepted"), ("unplaced", "What has no place yet"), ("placed", "What stands in the programme")]);

    public string Kind => "cards";

    public string Name => "Submission cards";

    public string Hint => "A card for everything that is accepted, to cut out and lay the day with on a table.";

    public IReadOnlyList<PrintOption> Options { get; } = [PrintOption.Paper, Each, Which];

    public async Task<Outcome<Func<PageNumbers, string>>> LayOutAsync(PrintMaterial material, PrintChoices choices, CancellationToken cancel)
    {
        var which = choices[Which];
        var placed = Placed(material.Programme);
        var accepted = await ReadAcceptedAsync(material, cancel);
        var numbers = placed.Select(card => card.Number).ToHashSet();
        // A card says what was decided; where it stands may differ, a talk among the posters for example.
        var cards = (which == "unplaced" ? [] : placed.Select(card => accepted.FirstOrDefault(known => known.Number == card.Number && card.Number is not null) is { } known ? card with { Outcome = known.Outcome } : card))
            .Concat(which == "placed" ? [] : accepted.Where(card => !numbers.Contains(card.Number)))
            .OrderBy(card => card.Number is null).ThenBy(card => card.Number).ToList();
        return cards.Count == 0
            ? await SmallPrint.Refused(SmallPrintRefusals.NoSubmissions)
            : await SmallPrint.Laid(CardLayout.Write(material, PaperSize.Of(choices[PrintOption.Paper]), int.Parse(choices[Each], CultureInfo.InvariantCulture), cards));
    }

    private static List<Card> Placed(ProgrammeDocument programme) =>
    [
        .. programme.Sessions.Where(session => session.Kind is not (SessionKind.Break or SessionKind.Social)).SelectMany(session => session.Items.Select(item => new Card(
            item.Number,
            item.Title,
            item.Authors,
            item.Topics,
            item.Number is null ? "Invited talk" : session.HasPosters ? "Poster" : "Talk",
            session.HasPosters ? null : item.Minutes,
            string.Join(", ", new[] { session.Title, session.HasPosters ? item.Board ?? "" : $"{ProgrammeText.DayWithoutYear(session.Starts)}, {ProgrammeText.Mark(item)}" }.Where(part => part.Length > 0))))),
    ];

    /// <summary>All of the event that is accepted, released and still stands, by number.</summary>
    private async Task<List<Card>> ReadAcceptedAsync(PrintMaterial material, CancellationToken cancel)
    {
        if (material.Event is not { } e)
        {
            return [];
        }

        var accepted = (
            from s in db.Submissions.VisibleTo(material.Organizer, SubmissionPart.Programme, material.Now)
            where s.EventId == e.Id && s.SubmittedAt != null && s.WithdrawnAt == null
            join decision in db.Decisions on s.Id equals decision.SubmissionId
            where decision.ReleasedAt <= material.Now && decision.DeclinedAt == null && (decision.Outcome == DecisionOutcome.Talk || decision.Outcome == DecisionOutcome.Poster)
            select new { Submission = s, decision.Outcome });
        var rows = await accepted.OrderBy(row => row.Submission.Number).Select(row => new { row.Submission.Id, row.Submission.Number, row.Submission.Title, row.Outcome }).ToListAsync(cancel);
        var authors = (await accepted.SelectMany(row => row.Submission.Authors).OrderBy(author => author.Position)
            .Select(author => new { author.SubmissionId, author.Name, author.Affiliation, author.IsPresenter }).ToListAsync(cancel)).ToLookup(author => author.SubmissionId);
        var topics = (await accepted.SelectMany(row => row.Submission.Topics).Join(db.Topics, chosen => chosen.TopicId, topic => topic.Id, (chosen, topic) => new { chosen.SubmissionId, topic.Name, topic.Position })
            .OrderBy(topic => topic.Position).ToListAsync(cancel)).ToLookup(topic => topic.SubmissionId, topic => topic.Name);
        return rows.ConvertAll(row => new Card(
            row.Number,
            row.Title,
            [.. authors[row.Id].Select(author => ProgrammeAuthor.Of(author.Name, author.Affiliation) with { IsPresenter = author.IsPresenter })],
            [.. topics[row.Id]],
            row.Outcome == DecisionOutcome.Poster ? "Poster" : "Talk",
            null,
            ""));
    }
}
