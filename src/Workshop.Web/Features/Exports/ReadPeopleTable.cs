using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Exports;

/// <summary>
/// Everybody who has to do with the event, once each: authors of what the organizer may see, speakers, session chairs, reviewers who accepted, organizers. Addresses and papers come
/// from what the organizer handles; of an acceptance that is known to all organizers there are the names alone, as in the programme. A fixed number of queries.
/// </summary>
public sealed class ReadPeopleTable(WorkshopDb db, TimeProvider time)
{
    private static readonly string[] Columns = ["name", "email", "affiliation", "orcid", "roles", "submissions", "accepted", "presents"];

    /// <param name="programme">Whose speakers and chairs count; null for none.</param>
    public async Task<ExportTable> RunAsync(Viewer organizer, WorkshopEvent e, ProgrammeDocument? programme, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var managed = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).Where(s => s.EventId == e.Id && s.SubmittedAt != null && s.WithdrawnAt == null);
        var accepted = db.Submissions.VisibleTo(organizer, SubmissionPart.Programme, now)
            .Where(s => s.EventId == e.Id && s.WithdrawnAt == null && !db.Decisions.Any(decision => decision.SubmissionId == s.Id && decision.DeclinedAt != null));
        var managedIds = (await managed.Select(s => s.Id).ToListAsync(cancel)).ToHashSet();
        var acceptedIds = (await accepted.Select(s => s.Id).ToListAsync(cancel)).ToHashSet();
        var authors = await (
            from author in db.Authors
            where managed.Any(s => s.Id == author.SubmissionId) || accepted.Any(s => s.Id == author.SubmissionId)
            join s in db.Submissions on author.SubmissionId equals s.Id
            orderby s.Number, author.Position
            select new { s.Number, author.SubmissionId, author.Name, author.Email, author.NormalizedEmail, author.Affiliation, author.Orcid, author.IsPresenter })
            .ToListAsync(cancel);
        var reviewers = await (
            from reviewer in db.Reviewers
            where reviewer.EventId == e.Id && reviewer.State == ReviewerState.Accepted
            join person in db.People on reviewer.PersonId equals (Guid?)person.Id into found
            from person in found.DefaultIfEmpty()
            select new { reviewer.Email, reviewer.NormalizedEmail, Name = person == null ? reviewer.Name : person.Name, Affiliation = person == null ? "" : person.Affiliation, Orcid = person == null ? null : person.Orcid })
            .ToListAsync(cancel);
        var organizers = await db.Organizers.Where(known => known.EventId == e.Id).Select(known => new { known.Email, known.NormalizedEmail }).ToListAsync(cancel);
        var organizing = await (
            from email in db.PersonEmails
            where email.ConfirmedAt != null && db.Organizers.Any(known => known.EventId == e.Id && known.NormalizedEmail == email.NormalizedAddress)
            join person in db.People on email.PersonId equals person.Id
            select new { email.NormalizedAddress, person.Name, person.Affiliation, person.Orcid })
            .ToDictionaryAsync(person => person.NormalizedAddress, cancel);

        var people = new Everybody();
        foreach (var author in authors.Where(author => managedIds.Contains(author.SubmissionId)))
        {
            AddPaper(people.ByAddress(author.NormalizedEmail, author.Email, author.Name, author.Affiliation, author.Orcid), author.Number, acceptedIds.Contains(author.SubmissionId), author.IsPresenter);
        }

        foreach (var reviewer in reviewers)
        {
            people.ByAddress(reviewer.NormalizedEmail, reviewer.Email, reviewer.Name, reviewer.Affiliation, reviewer.Orcid ?? "").Roles.Add("reviewer");
        }

        foreach (var known in organizers)
        {
            var person = organizing.GetValueOrDefault(known.NormalizedEmail);
            people.ByAddress(known.NormalizedEmail, known.Email, person?.Name ?? known.Email, person?.Affiliation ?? "", person?.Orcid ?? "").Roles.Add("organizer");
        }

        // Names alone come last, when everybody with an address is there to be joined.
        foreach (var author in authors.Where(author => !managedIds.Contains(author.SubmissionId)))
        {
            AddPaper(people.ByName(author.Name, author.Affiliation), author.Number, isAccepted: true, author.IsPresenter);
        }

        foreach (var session in programme?.Sessions ?? [])
        {
            foreach (var speaker in session.Items.Where(item => item.Number is null).SelectMany(item => item.Authors.Select(author => (item, author))))
            {
                var entry = people.ByName(speaker.author.Name, string.Join("; ", speaker.author.Affiliations));
                entry.Roles.Add("speaker");
                entry.Presents.Add(speaker.item.ShownTitle);
            }

            if (session.Chair.Length > 0)
            {
                people.ByName(session.Chair, "").Roles.Add("chair");
            }
        }

        var rows = people.All.OrderBy(entry => IndexName.Of(entry.Name), IndexName.Order).ThenBy(entry => entry.Email, StringComparer.Ordinal).Select(entry => new object?[]
        {
            entry.Name,
            entry.Email,
            entry.Affiliation,
            entry.Orcid,
            string.Join("; ", entry.Roles.Order(StringComparer.Ordinal)),
            string.Join(' ', entry.Papers),
            string.Join(' ', entry.Accepted),
            ProgrammeTable.Joined(entry.Presents),
        });
        return new ExportTable("people", Columns, [.. rows]);
    }

    private static void AddPaper(Entry entry, int number, bool isAccepted, bool presents)
    {
        entry.Roles.Add("author");
        entry.Papers.Add(number);
        if (isAccepted)
        {
            entry.Accepted.Add(number);
            if (presents)
            {
                entry.Presents.Add(string.Create(CultureInfo.InvariantCulture, $"#{number}"));
            }
        }
    }

    private sealed class Entry(string name)
    {
        public string Name { get; } = name;

        public string Email { get; set; } = "";

        public string Affiliation { get; set; } = "";

        public string Orcid { get; set; } = "";

        public SortedSet<string> Roles { get; } = new(StringComparer.Ordinal);

        public SortedSet<int> Papers { get; } = [];

        public SortedSet<int> Accepted { get; } = [];

        public List<string> Presents { get; } = [];
    }

    /// <summary>An address tells people apart; a name without one joins the only person of that name.</summary>
    private sealed class Everybody
    {
        private readonly Dictionary<string, Entry> _byAddress = new(StringComparer.Ordinal);

        public List<Entry> All { get; } = [];

        public Entry ByAddress(string normalized, string email, string name, string affiliation, string orcid)
        {
            if (normalized.Length == 0)
            {
                return ByName(name, affiliation);
            }

            if (!_byAddress.TryGetValue(normalized, out var entry))
            {
                entry = new Entry(name);
                _byAddress.Add(normalized, entry);
                All.Add(entry);
            }

            entry.Email = entry.Email.Length == 0 ? email : entry.Email;
            Complete(entry, affiliation, orcid);
            return entry;
        }

        public Entry ByName(string name, string affiliation)
        {
            var key = name.Trim().Normalize(NormalizationForm.FormC);
            var same = All.FindAll(known => string.Equals(known.Name.Trim().Normalize(NormalizationForm.FormC), key, StringComparison.OrdinalIgnoreCase));
            var entry = same.Count == 1 ? same[0] : same.Find(known => known.Email.Length == 0);
            if (entry is null)
            {
                entry = new Entry(name);
                All.Add(entry);
            }

            Complete(entry, affiliation, "");
            return entry;
        }

        private static void Complete(Entry entry, string affiliation, string orcid)
        {
            entry.Affiliation = entry.Affiliation.Length == 0 ? affiliation : entry.Affiliation;
            entry.Orcid = entry.Orcid.Length == 0 ? orcid : entry.Orcid;
        }
    }
}
