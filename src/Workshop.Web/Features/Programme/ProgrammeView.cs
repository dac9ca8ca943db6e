using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme;

/// <summary>A programme as <c>_ProgrammeDays</c> shows it.</summary>
/// <param name="Papers">Numbers of the submissions whose final PDF everybody may read.</param>
/// <param name="Marks">Keys of the visitor's items; null where nothing can be marked: in a preview, in an old version.</param>
/// <param name="HasPages">Whether items have a page of their own: those of the current version that is public.</param>
public sealed record ProgrammeView(string Slug, ProgrammeDocument Programme, IReadOnlySet<int> Papers, IReadOnlySet<string>? Marks = null, bool HasPages = false)
{
    /// <summary>Items that share a slot stand together, under one time.</summary>
    public static IReadOnlyList<IReadOnlyList<ProgrammeItem>> Slots(ProgrammeSession session)
    {
        var slots = new List<List<ProgrammeItem>>();
        foreach (var item in session.Items)
        {
            if (item.SharesSlot && slots.Count > 0 && slots[^1][0].Starts == item.Starts)
            {
                slots[^1].Add(item);
            }
            else
            {
                slots.Add([item]);
            }
        }

        return slots;
    }

    /// <summary>Posters stand by their boards; everything else in the organizers' order.</summary>
    public static ProgrammeSession Ordered(ProgrammeSession session) =>
        session.HasPosters ? session with { Items = [.. session.Items.OrderBy(item => item.Board, BoardName.Order)] } : session;
}
