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
        var authors = await db.Submissions.Where(s => managed.Any(other => other.Id == s.Id) || accepted.Any(other => other.Id == s.Id))
            .SelectMany(s => s.Authors, (s, author) => new { s.Number, author.SubmissionId, author.Position, author.Name, author.Email, author.NormalizedEmail, author.Affiliation, author.Orcid, author.IsPresenter })
            .OrderBy(author => author.Number).ThenBy(author => author.Position)
            .ToListAsync(cancel);
        var reviewers = await db.Reviewers.Where(reviewer => reviewer.EventId == e.Id && reviewer.State == ReviewerState.Accepted)
            .Select(reviewer => new
            {
                reviewer.Name,
                reviewer.Email,
                reviewer.NormalizedEmail,
                Person = db.People.Where(person => person.Id == reviewer.PersonId).Select(person => new { person.Name, person.Affiliation, person.Orcid }).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        var organizers = await db.Organizers.Where(known => known.EventId == e.Id)
            .Select(known => new
            {
                known.Email,
                known.NormalizedEmail,
                Person = db.People.Where(person => person.Emails.Any(email => email.NormalizedAddress == known.NormalizedEmail && email.ConfirmedAt != null))
                    .Select(person => new { person.Name, person.Affiliation, person.Orcid }).FirstOrDefault(),
            })
            .ToListAsync(cancel);

        var people = new Everybody();
        foreach (var author in authors)
        {
            var entry = managedIds.Contains(author.SubmissionId)
                ? people.ByAddress(author.NormalizedEmail, author.Email, author.Name, author.Affiliation, author.Orcid)
                : people.ByName(author.Name, author.Affiliation);
            entry.Roles.Add("author");
            entry.Papers.Add(author.Number);
            if (acceptedIds.Contains(author.SubmissionId))
            {
                entry.Accepted.Add(author.Number);
                if (author.IsPresenter)
                {
                    entry.Presents.Add(string.Create(CultureInfo.InvariantCulture, $"#{author.Number}"));
                }
            }
        }

        foreach (var reviewer in reviewers)
        {
            people.ByAddress(reviewer.NormalizedEmail, reviewer.Email, reviewer.Person?.Name ?? reviewer.Name, reviewer.Person?.Affiliation ?? "", reviewer.Person?.Orcid ?? "").Roles.Add("reviewer");
        }

        foreach (var known in organizers)
        {
            people.ByAddress(known.NormalizedEmail, known.Email, known.Person?.Name ?? known.Email, known.Person?.Affiliation ?? "", known.Person?.Orcid ?? "").Roles.Add("organizer");
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
        private readonly List<Entry> _all = [];

        public IReadOnlyList<Entry> All => _all;

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
                _all.Add(entry);
            }

            entry.Email = entry.Email.Length == 0 ? email : entry.Email;
            Complete(entry, affiliation, orcid);
            return entry;
        }

        public Entry ByName(string name, string affiliation)
        {
            var key = name.Trim().Normalize(NormalizationForm.FormC);
            var same = _all.FindAll(known => string.Equals(known.Name.Trim().Normalize(NormalizationForm.FormC), key, StringComparison.OrdinalIgnoreCase));
            var entry = same.Count == 1 ? same[0] : same.Find(known => known.Email.Length == 0);
            if (entry is null)
            {
                entry = new Entry(name);
                _all.Add(entry);
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
