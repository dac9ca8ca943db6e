using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>The press that spends a link: notes what was answered to the half-way question, and opens the desk. Who is signed in as somebody else is refused.</summary>
public sealed class OpenDesk(WorkshopDb db, TimeProvider time)
{
    private static readonly Refusal Meanwhile = new("desk.spent", "This link was used at the same moment in another window.");

    /// <param name="answer">Null for a link that asks nothing, or to open the desk without an answer.</param>
    /// <param name="zoneId">What the browser says; null or unknown changes nothing.</param>
    public async Task<Outcome<DeskTicket>> RunAsync(Viewer viewer, string token, PulseAnswer? answer, string? zoneId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var hash = Reviewer.HashOf(token);
        var pass = await db.DeskPasses.SingleOrDefaultAsync(pass => pass.TokenHash == hash, cancel);
        var reviewer = pass is null ? null : await db.Reviewers.SingleAsync(reviewer => reviewer.Id == pass.ReviewerId, cancel);
        if (pass is null || reviewer is not { State: ReviewerState.Accepted, PersonId: { } personId })
        {
            return DeskPass.Unknown;
        }

        if (viewer.PersonId is { } me && me != personId)
        {
            return SomebodyElse(viewer, reviewer);
        }

        var spent = pass.Spend(now);
        if (!spent.Succeeded)
        {
            return spent.Refusal!;
        }

        reviewer.LivesIn(zoneId);
        if (answer is { } said && pass.Purpose == DeskPassPurpose.Pulse)
        {
            await AnswerHalfway.SayAsync(db, reviewer, said, now, cancel);
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Meanwhile;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.PulseOnce))
        {
            return Meanwhile;
        }

        return new DeskTicket(pass.Id, reviewer.Id, reviewer.EventId, personId);
    }

    /// <summary>The link's owner is named by a masked address only.</summary>
    public static Refusal SomebodyElse(Viewer viewer, Reviewer reviewer) => new(
        "desk.somebody-else",
        $"This link is for {Masked(reviewer.Email)}, and you are signed in as {viewer.Name}. Sign out to open it, or go on with your own account.");

    /// <summary>"p…@w….example": enough to recognize one's own, too little to learn another's.</summary>
    public static string Masked(string email)
    {
        var at = email.LastIndexOf('@');
        var dot = email.LastIndexOf('.');
        return at < 1 || dot < at + 2 ? "somebody else" : $"{email[0]}…@{email[at + 1]}…{email[dot..]}";
    }
}
