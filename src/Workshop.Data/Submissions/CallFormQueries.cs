using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Submissions;

public static class CallFormQueries
{
    /// <summary>The form of an event to read; what stands for it when its organizers changed nothing.</summary>
    public static async Task<CallForm> LoadCallFormAsync(this WorkshopDb db, Guid eventId, CancellationToken cancel) =>
        await db.CallForms.AsNoTracking().WithParts().SingleOrDefaultAsync(form => form.EventId == eventId, cancel) ?? CallForm.Untouched(eventId);

    /// <summary>The form of an event to change: tracked, and added to the database when there was none.</summary>
    public static async Task<CallForm> TrackCallFormAsync(this WorkshopDb db, Guid eventId, CancellationToken cancel)
    {
        var form = await db.CallForms.WithParts().SingleOrDefaultAsync(found => found.EventId == eventId, cancel);
        if (form is null)
        {
            form = CallForm.Untouched(eventId);
            db.Add(form);
        }

        return form;
    }

    private static IQueryable<CallForm> WithParts(this IQueryable<CallForm> forms) =>
        forms.Include(form => form.Types.OrderBy(type => type.Position)).Include(form => form.Questions.OrderBy(question => question.Position)).AsSplitQuery();
}
