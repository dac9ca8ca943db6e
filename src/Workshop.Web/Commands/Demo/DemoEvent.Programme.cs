using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Decisions;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Decisions;
using Workshop.Web.Features.Programme;
using Workshop.Web.Features.Programme.Prints;

namespace Workshop.Web.Commands.Demo;

internal sealed partial class DemoEvent
{
    /// <summary>All authors but one answer at once.</summary>
    private async Task ConfirmAsync(CancellationToken cancel)
    {
        var accepted = await QueryAsync(db => (
            from decision in db.Decisions
            join submission in db.Submissions on decision.SubmissionId equals submission.Id
            where decision.EventId == _eventId && (decision.Outcome == DecisionOutcome.Talk || decision.Outcome == DecisionOutcome.Poster)
            orderby submission.Number
            select new { submission.Id, Owner = submission.OwnerId!.Value, Email = submission.Authors.OrderBy(author => author.Position).Select(author => author.NormalizedEmail).First() }).ToListAsync(cancel));
        foreach (var paper in accepted.Skip(1))
        {
            await UseAsync<AnswerPresentation>(_people.IndexOf(paper.Owner), async (answer, author) => Must((await answer.RunAsync(author, _eventId, paper.Id, new PresentationChoice(paper.Email, true, true, true), "", 0, cancel))!), cancel);
        }
    }

    private async Task WriteFrontAsync(CancellationToken cancel) =>
        await UseAsync<ChangeFrontMatter>(Chair, async (change, organizer) => Must(await change.RunAsync(organizer, _eventId, 0, DemoContent.Front, cancel)), cancel);

    private async Task BuildProgrammeAsync(CancellationToken cancel)
    {
        var begins = (await QueryAsync(db => db.Events.SingleAsync(e => e.Id == _eventId, cancel))).Timeline.Begins;
        DateTimeOffset Clock(int hour, int minute) => begins + new TimeSpan(hour, minute, 0);
        var portrait = StoredFile.Of(DemoPortrait.Draw(), clock.GetUtcNow());
        (SessionContent Session, SlotContent[] Items, DecisionOutcome? Fill)[] day =
        [
            (new SessionContent("Welcome", SessionKind.Social, Clock(9, 0), Clock(9, 15), "Great Hall", DemoContent.People[0].Name), [], null),
            (new SessionContent("Invited talk", SessionKind.Keynote, Clock(9, 15), Clock(10, 15), "Great Hall", DemoContent.People[10].Name),
                [
                    new SlotContent(null, "What would a proof of understanding look like?", "Aurélie Montgolfier-Nwosu", "Collège de la Chartreuse", "Explanations are arguments, and arguments can be checked. I ask what it would mean to check that a model has been understood, propose a game between a prover who claims to understand and a verifier with $O(\\log n)$ queries, and discuss which of today's methods could win it.", 60)
                    {
                        Biography = "Aurélie Montgolfier-Nwosu holds the chair of Proof and Computation at the Collège de la Chartreuse. She began as a proof theorist, spent six years with people who build speech recognisers, and has since tried to make the two talk to each other. Her book on interactive arguments is in its third edition.",
                        Photo = portrait.Sha256,
                    },
                ], null),
            (new SessionContent("Coffee", SessionKind.Break, Clock(10, 15), Clock(10, 45), "Foyer", ""), [], null),
            (new SessionContent("Contributed talks I", SessionKind.Talks, Clock(10, 45), Clock(12, 15), "Great Hall", DemoContent.People[13].Name), [], DecisionOutcome.Talk),
            (new SessionContent("Lunch", SessionKind.Break, Clock(12, 15), Clock(13, 30), "Garden Room", ""), [], null),
            (new SessionContent("Invited talk", SessionKind.Keynote, Clock(13, 30), Clock(14, 15), "Great Hall", DemoContent.People[0].Name),
                [
                    new SlotContent(null, null, "Thabiso Mokgatle", "Drakensberg Institute", "", 45)
                    {
                        Biography = "Thabiso Mokgatle leads the group on learning from few examples at the Drakensberg Institute.",
                    },
                ], null),
            (new SessionContent("Contributed talks II", SessionKind.Talks, Clock(14, 15), Clock(15, 15), "Great Hall", DemoContent.People[20].Name), [], DecisionOutcome.Talk),
            (new SessionContent("Posters and coffee", SessionKind.Posters, Clock(15, 15), Clock(16, 30), "Meridian Gallery", ""), [], DecisionOutcome.Poster),
            (new SessionContent("Contributed talks III", SessionKind.Talks, Clock(16, 30), Clock(17, 30), "Great Hall", DemoContent.People[10].Name), [], DecisionOutcome.Talk),
            (new SessionContent("Panel: what cannot be explained?", SessionKind.Panel, Clock(17, 30), Clock(18, 15), "Great Hall", DemoContent.People[4].Name), [], null),
            (new SessionContent("Dinner", SessionKind.Social, Clock(19, 30), Clock(22, 0), "Harbour House", ""), [], null),
        ];
        foreach (var (session, items, fill) in day)
        {
            await ChangeAsync(new ProgrammeChange.AddSession(session), cancel);
            var id = await QueryAsync(db => db.Sessions.Where(known => known.EventId == _eventId && known.StartsAt == session.StartsAt).Select(known => known.Id).SingleAsync(cancel));
            foreach (var item in items)
            {
                await ChangeAsync(new ProgrammeChange.AddItem(id, item, item.Photo.Length > 0 ? portrait : null), cancel);
            }

            if (fill is { } outcome)
            {
                await ChangeAsync(new ProgrammeChange.Fill(id, outcome, 20), cancel);
            }
        }

        // The last two talks of the morning share a slot of forty minutes.
        var sharing = await QueryAsync(async db => (await db.Sessions.Include(session => session.Slots.OrderBy(slot => slot.Position)).SingleAsync(session => session.EventId == _eventId && session.Title == "Contributed talks I", cancel)).Slots[^1].Id);
        await ChangeAsync(new ProgrammeChange.Share(sharing, true), cancel);
        await NumberBoardsAsync(cancel);
        await UseAsync<ReleaseProgramme>(Chair, async (release, organizer) => Must(await release.RunAsync(organizer, _eventId, new ProgrammeRelease(true, "Programme"), cancel)), cancel);
    }

    private async Task NumberBoardsAsync(CancellationToken cancel)
    {
        var boards = new PosterBoards(900, 1200, BoardOrientation.Portrait, "P", 1, false);
        await UseAsync<SaveBoards>(Chair, async (save, organizer) => Must(await save.RunAsync(organizer, _eventId, boards, cancel)), cancel);
        var viewer = await ViewerAsync(Chair, cancel);
        var (numbered, _) = await QueryAsync(async db => await db.NumberBoardsAsync(viewer, await db.Events.AsNoTracking().SingleAsync(e => e.Id == _eventId, cancel), boards, true, clock.GetUtcNow(), cancel));
        await ChangeAsync(numbered, cancel);
    }

    private async Task ChangeAsync(ProgrammeChange change, CancellationToken cancel)
    {
        var revision = await QueryAsync(db => db.Events.Where(e => e.Id == _eventId).Select(e => e.ProgrammeRevision).SingleAsync(cancel));
        await UseAsync<ChangeProgramme>(Chair, async (programme, organizer) => Must(await programme.RunAsync(organizer, _eventId, revision, change, cancel)), cancel);
    }
}
