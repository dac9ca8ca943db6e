using Microsoft.EntityFrameworkCore;
using Workshop.Data;

namespace Workshop.Web.Features.Programme.Prints;

/// <summary>How a print was last wanted.</summary>
/// <param name="FromDraft">Also when nothing is released yet and nobody has chosen.</param>
internal sealed record RememberedChoices(bool FromDraft, IReadOnlyDictionary<string, string> Choices);

internal static class RememberedChoicesReading
{
    public static async Task<RememberedChoices> ReadRememberedAsync(this WorkshopDb db, Guid eventId, string kind, CancellationToken cancel)
    {
        var remembered = await db.RememberedPrints.AsNoTracking().SingleOrDefaultAsync(print => print.EventId == eventId && print.Kind == kind, cancel);
        return remembered is null
            ? new RememberedChoices(!await db.ProgrammeVersions.AnyAsync(version => version.EventId == eventId && version.IsCurrent, cancel), new Dictionary<string, string>())
            : new RememberedChoices(remembered.FromDraft, remembered.Choices.ToDictionary(choice => choice.Option, choice => choice.Value));
    }
}
