using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Programme.Print;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Features.Programme.SmallPrints;

public sealed class BadgesDocument(WorkshopDb db) : IPrintDocument
{
    private static readonly PrintOption Size = new("size", "Size", [("85", "85 × 55 mm"), ("90", "90 × 60 mm")]);

    private static readonly PrintOption Authors = new("authors", "From the programme", [("presenters", "Who presents"), ("all", "All authors"), ("none", "Nobody")]);

    private static readonly PrintOption Chairs = new("chairs", "Chairs", [("yes", "With a badge"), ("no", "No badge")]);

    private static readonly PrintOption Organizers = new("organizers", "Organizers", [("yes", "With a badge"), ("no", "No badge")]);

    private static readonly PrintOption Reviewers = new("reviewers", "Reviewers", [("no", "No badge"), ("yes", "With a badge")], "The badge tells everybody that its bearer reviewed for this event.");

    private static readonly PrintOption Extra = new("extra", "More people", [], "One a line: name; affiliation; role. A list from a spreadsheet can be pasted.");

    public string Kind => "badges";

    public string Name => "Badges";

    public string Hint => "Name, affiliation and role, everybody once, in alphabetical order, with marks to cut along.";

    public IReadOnlyList<PrintOption> Options { get; } = [PrintOption.Paper, Size, Authors, Chairs, Organizers, Reviewers, Extra];

    public async Task<Outcome<Func<PageNumbers, string>>> LayOutAsync(PrintMaterial material, PrintChoices choices, CancellationToken cancel)
    {
        var pasted = Attendee.Read(choices[Extra], "");
        if (!pasted.Succeeded)
        {
            return Outcome.No<Func<PageNumbers, string>>(pasted.Refusals);
        }

        var identities = await ReadIdentitiesAsync(material, cancel);
        var everybody = Attendee.Merge(
        [
            .. choices[Organizers] == "yes" ? await ReadOrganizersAsync(material.Event, cancel) : [],
            .. choices[Authors] == "none" ? [] : InProgramme(material.Programme, identities, choices[Authors] == "all"),
            .. choices[Chairs] == "yes" ? ChairsOf(material.Programme) : [],
            .. choices[Reviewers] == "yes" ? await ReadReviewersAsync(material.Event, cancel) : [],
            .. pasted.Value,
        ]);
        var (width, height) = choices[Size] == "90" ? (90, 60) : (85, 55);
        return everybody.Count == 0
            ? await SmallPrint.Refused(SmallPrintRefusals.NoPeople)
            : await SmallPrint.Laid(BadgeLayout.Write(material, PaperSize.Of(choices[PrintOption.Paper]), width, height, everybody));
    }

    private static IEnumerable<Attendee> InProgramme(ProgrammeDocument programme, IReadOnlyDictionary<(int Number, string Name), string> identities, bool all) =>
        from item in programme.Items
        let speakers = SmallPrint.Speakers(item)
        from author in item.Authors
        let speaks = speakers.Contains(author)
        where all || speaks
        select new Attendee(
            author.Name,
            string.Join("; ", author.Affiliations),
            speaks ? "Presenter" : "Author",
            item.Number is { } number ? identities.GetValueOrDefault((number, author.Name), "") : "");

    private static IEnumerable<Attendee> ChairsOf(ProgrammeDocument programme) =>
        programme.Sessions.SelectMany(session => ProgrammeAuthor.Split(session.Chair, "")).Select(chair => new Attendee(chair.Name, "", "Chair"));

    /// <summary>Who the authors in the programme are, so that somebody with two papers gets one badge: the account behind a confirmed address, or the address.</summary>
    private async Task<Dictionary<(int Number, string Name), string>> ReadIdentitiesAsync(PrintMaterial material, CancellationToken cancel)
    {
        if (material.Event is not { } e)
        {
            return [];
        }

        var rows = await (
            from s in db.Submissions.VisibleTo(material.Organizer, SubmissionPart.Programme, material.Now)
            where s.EventId == e.Id
            from author in s.Authors
            select new
            {
                s.Number,
                author.Name,
                author.NormalizedEmail,
                PersonId = db.PersonEmails.Where(email => email.NormalizedAddress == author.NormalizedEmail && email.ConfirmedAt != null).Select(email => (Guid?)email.PersonId).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        return rows.GroupBy(row => (row.Number, row.Name)).ToDictionary(same => same.Key, same => IdentityOf(same.First().PersonId, same.First().NormalizedEmail));
    }

    /// <summary>Organizers who have no account yet are known by an address alone and get no badge.</summary>
    private async Task<List<Attendee>> ReadOrganizersAsync(WorkshopEvent? e, CancellationToken cancel)
    {
        if (e is null)
        {
            return [];
        }

        var rows = await (
            from organizer in db.Organizers
            where organizer.EventId == e.Id
            join email in db.PersonEmails on organizer.NormalizedEmail equals email.NormalizedAddress
            where email.ConfirmedAt != null
            join person in db.People on email.PersonId equals person.Id
            orderby organizer.AddedAt
            select new { person.Id, person.Name, person.Affiliation })
            .ToListAsync(cancel);
        return rows.ConvertAll(row => new Attendee(row.Name, row.Affiliation, "Organizer", IdentityOf(row.Id, "")));
    }

    private async Task<List<Attendee>> ReadReviewersAsync(WorkshopEvent? e, CancellationToken cancel)
    {
        if (e is null)
        {
            return [];
        }

        var rows = await (
            from reviewer in db.Reviewers
            where reviewer.EventId == e.Id && reviewer.State == ReviewerState.Accepted
            orderby reviewer.NormalizedEmail
            select new { reviewer.Name, reviewer.NormalizedEmail, reviewer.PersonId, Person = db.People.Where(person => person.Id == reviewer.PersonId).Select(person => new { person.Name, person.Affiliation }).FirstOrDefault() })
            .ToListAsync(cancel);
        return rows.ConvertAll(row => new Attendee(row.Person?.Name ?? row.Name, row.Person?.Affiliation ?? "", "Reviewer", IdentityOf(row.PersonId, row.NormalizedEmail)));
    }

    private static string IdentityOf(Guid? personId, string email) => personId?.ToString("n") ?? email;
}
