using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Reviews;

/// <summary>The page that sends, and not another one with the same form.</summary>
/// <param name="Tab">A random id that its script made; empty without script.</param>
/// <param name="Nth">Rises with everything that this page sends.</param>
/// <param name="Taken">What was kept apart and stands in this form now, by <see cref="ReviewWorkingCopy.Token"/>.</param>
public sealed record OpenPage(string Tab, int Nth, IReadOnlyList<string> Taken)
{
    public static OpenPage Unknown { get; } = new("", 0, []);

    public static OpenPage Of(string? tab, int nth, IReadOnlyList<string>? taken) => new(ReviewWorkingCopy.TabOf(tab), nth, taken ?? []);
}

/// <summary>What every way of writing a review asks and does.</summary>
internal static class ReviewWriting
{
    /// <summary>Why reviews of this submission cannot be changed any more, or null.</summary>
    public static async Task<Refusal?> WhyNotChangeAsync(this WorkshopDb db, ReviewAssignment assignment, DateTimeOffset now, CancellationToken cancel)
    {
        var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == assignment.EventId, cancel);
        var released = await db.Decisions.Where(decision => decision.SubmissionId == assignment.SubmissionId).Select(decision => decision.ReleasedAt).SingleOrDefaultAsync(cancel);
        return ReviewAccess.WhyNotChange(e.Timeline, released, now);
    }

    /// <summary>What this page kept is stored now, or kept anew: nothing of it is left to offer. What other pages keep stays, except what this one has taken over.</summary>
    public static async Task ForgetWorkingCopyAsync(this WorkshopDb db, Viewer viewer, Guid assignmentId, OpenPage page, CancellationToken cancel)
    {
        var me = viewer.RequiredPersonId;
        await db.ReviewWorkingCopies.Where(copy => copy.AssignmentId == assignmentId && copy.PersonId == me && copy.Tab == page.Tab).ExecuteDeleteAsync(cancel);
        await db.ForgetWorkingCopiesAsync(viewer, assignmentId, page.Taken, cancel);
    }

    /// <summary>Those texts and no later ones.</summary>
    /// <param name="tokens">As <see cref="ReviewWorkingCopy.Token"/>.</param>
    /// <returns>Whether there was one.</returns>
    public static async Task<bool> ForgetWorkingCopiesAsync(this WorkshopDb db, Viewer viewer, Guid assignmentId, IReadOnlyCollection<string> tokens, CancellationToken cancel)
    {
        if (tokens.Count == 0)
        {
            return false;
        }

        var me = viewer.RequiredPersonId;
        var any = false;
        foreach (var known in await db.ReviewWorkingCopies.AsNoTracking().Where(copy => copy.AssignmentId == assignmentId && copy.PersonId == me).ToListAsync(cancel))
        {
            if (tokens.Contains(known.Token))
            {
                var (tab, at) = (known.Tab, known.SavedAt);
                any |= await db.ReviewWorkingCopies.Where(copy => copy.AssignmentId == assignmentId && copy.PersonId == me && copy.Tab == tab && copy.SavedAt == at).ExecuteDeleteAsync(cancel) > 0;
            }
        }

        return any;
    }
}
