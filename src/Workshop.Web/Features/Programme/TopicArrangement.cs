using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Domain;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Matching;
using Workshop.Domain.People;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme;

/// <summary>What arranging the talks by topic would make of the programme; the same programme gives the same proposal.</summary>
/// <param name="Change">To be made as one step.</param>
public sealed record TopicProposal(Arrangement Arrangement, ProgrammeChange.Arrange Change, IReadOnlyList<ArrangedSession> Sessions, IReadOnlyList<Candidate> LeftOut);

public sealed record ArrangedSession(PlannedSession Session, string Topic, IReadOnlyList<Candidate> Talks);

internal static class TopicArrangement
{
    /// <summary>Null when there is no session of talks, or nothing to put into one.</summary>
    /// <param name="withWaiting">Also talks that have no place yet.</param>
    /// <param name="named">The sessions get their topics as titles.</param>
    public static async Task<TopicProposal?> ProposeAsync(this WorkshopDb db, Viewer organizer, WorkshopEvent e, bool withWaiting, bool named, DateTimeOffset now, CancellationToken cancel)
    {
        var plan = await db.ReadSeenPlanAsync(organizer, e.Id, now, cancel);
        var candidates = await db.ReadCandidatesAsync(organizer, e.Id, now, cancel);
        var known = candidates.Where(candidate => candidate.MayBePlaced).ToDictionary(candidate => candidate.Submission.Id);
        var sessions = plan.Sessions.Where(session => session.Content.Kind == SessionKind.Talks).ToList();
        var placed = new List<(Guid Item, Candidate Candidate, int Minutes)>();
        var blocks = new List<ArrangementBlock>();
        foreach (var session in sessions)
        {
            var capacity = (int)session.Content.Length.TotalMinutes;
            for (var start = 0; start < session.Items.Count;)
            {
                var end = start + 1;
                while (end < session.Items.Count && session.Items[end].SharesSlot)
                {
                    end++;
                }

                foreach (var item in session.Items.Skip(start).Take(end - start))
                {
                    var minutes = Math.Max(1, item.Content.Minutes / (end - start));
                    if (item.Content.SubmissionId is { } id && known.TryGetValue(id, out var candidate))
                    {
                        placed.Add((item.Id, candidate, minutes));
                    }
                    else
                    {
                        // What stands for itself stays where it is.
                        capacity -= minutes;
                    }
                }

                start = end;
            }

            blocks.Add(new ArrangementBlock(session.Id, session.Content.StartsAt, session.Content.EndsAt, Math.Max(0, capacity)));
        }

        var usual = placed.Count > 0 ? placed.GroupBy(talk => talk.Minutes).MaxBy(group => group.Count())!.Key : BuildingForm.UsualMinutes;
        var taken = plan.Placed.ToHashSet();
        var added = withWaiting
            ? candidates.Where(candidate => candidate.MayBePlaced && !candidate.IsStaged && candidate.Submission.Outcome == DecisionOutcome.Talk && !taken.Contains(candidate.Submission.Id)).Select(candidate => (Item: candidate.Submission.Id, Candidate: candidate, Minutes: usual)).ToList()
            : [];

        // In the order of their rank: when not all find room, the last ones are left out.
        var rank = candidates.Select((candidate, at) => (candidate.Submission.Id, at)).ToDictionary(pair => pair.Id, pair => pair.at);
        var talks = placed.Concat(added).OrderBy(talk => rank[talk.Candidate.Submission.Id]).ToList();
        if (blocks.Count == 0 || talks.Count == 0)
        {
            return null;
        }

        var absences = (await db.ReadAbsencesAsync(e.Id, plan, cancel)).ToLookup(absence => absence.SubmissionId);
        var problem = new ArrangementProblem(blocks, [.. talks.Select(talk => new ArrangementTalk(talk.Item, talk.Minutes, PresentersOf(talk.Candidate))
        {
            Absences = [.. absences[talk.Candidate.Submission.Id].Select(absence => new Absence(absence.From, absence.To))],
        })]);
        var arrangement = ProgrammeArrangement.Find(problem, await db.ReadSimilarityAsync(talks.Select(talk => talk.Candidate.Submission.Id), cancel), cancel: cancel);
        var talkOf = talks.ToDictionary(talk => talk.Item);
        var becomes = added.ToDictionary(talk => talk.Item, _ => Guid.NewGuid());
        var change = new ProgrammeChange.Arrange(
            arrangement.Blocks.ToDictionary(block => block.Id, block => (IReadOnlyList<Guid>)[.. block.Talks.Select(item => becomes.GetValueOrDefault(item, item))]),
            added.Where(talk => arrangement.Blocks.Any(block => block.Talks.Contains(talk.Item))).ToDictionary(talk => becomes[talk.Item], talk => SlotContent.Of(talk.Candidate.Submission.Id, talk.Minutes)),
            named ? arrangement.Blocks.Where(block => block.Topic.Length > 0).ToDictionary(block => block.Id, block => CutText.WithMark($"{char.ToUpperInvariant(block.Topic[0])}{block.Topic[1..]}", Session.MaxTitleLength)) : new Dictionary<Guid, string>());
        return new TopicProposal(
            arrangement,
            change,
            [.. arrangement.Blocks.Select(block => new ArrangedSession(plan.FindSession(block.Id)!, block.Topic, [.. block.Talks.Select(item => talkOf[item].Candidate)]))],
            [.. arrangement.LeftOut.Select(left => talkOf[left.Id].Candidate)]);
    }

    /// <summary>How much the abstracts have in common, in the order of the submissions.</summary>
    public static async Task<TextSimilarity> ReadSimilarityAsync(this WorkshopDb db, IEnumerable<Guid> submissions, CancellationToken cancel)
    {
        var ids = submissions.ToArray();
        var texts = await db.Submissions.Where(s => ids.Contains(s.Id)).Select(s => new { s.Id, s.Title, s.Abstract }).ToDictionaryAsync(s => s.Id, s => $"{s.Title}\n{s.Abstract}", cancel);
        return TextSimilarity.Of([.. ids.Select(id => new MatchingText(id.ToString("n"), texts.GetValueOrDefault(id, "")))], cancel);
    }

    /// <summary>By every address that is known, or by name.</summary>
    public static IReadOnlyList<string> PresentersOf(Candidate candidate) => candidate.Submission switch
    {
        { PresenterEmail.Length: > 0 } submission => [submission.PresenterEmail, .. submission.OtherEmails],
        { Presenter.Length: > 0 } submission => [submission.Presenter.ToUpperInvariant()],
        _ => [],
    };
}
