using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme.Prints;

/// <summary>Remembers how a print is wanted, so that its first page can be shown and nobody chooses twice.</summary>
public sealed class RememberPrint(WorkshopDb db)
{
    public async Task<Outcome<Done>> RunAsync(Guid eventId, PrintWish wish, CancellationToken cancel)
    {
        if (wish.Choices.Values.Any(text => text.Length > PrintWish.MaxTextLength))
        {
            return new Refusal("print.text-too-long", $"Shorten your text to {PrintWish.MaxTextLength} characters.");
        }

        var remembered = await db.RememberedPrints.SingleOrDefaultAsync(print => print.EventId == eventId && print.Kind == wish.Kind, cancel);
        if (remembered is null)
        {
            remembered = RememberedPrint.Open(eventId, wish.Kind);
            db.Add(remembered);
        }

        remembered.Remember(wish.FromDraft, wish.Choices.Select(choice => new PrintChoice(choice.Key, choice.Value)));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.RememberedPrintOnce))
        {
            // Two organizers want the same for the first time at the same moment: one of them is remembered.
            db.ChangeTracker.Clear();
        }

        return Done.Instance;
    }
}
