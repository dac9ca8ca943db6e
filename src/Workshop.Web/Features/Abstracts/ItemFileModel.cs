using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Domain.Mail;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Abstracts;

/// <summary>The files beside an item's page: its calendar entry and its citation.</summary>
public abstract class ItemFileModel(ItemPages pages, SiteAddress site, TimeProvider time) : PageModel
{
    protected async Task<IActionResult> AnswerAsync(Func<ProgrammeItem, bool> isIt, string format, CancellationToken cancel)
    {
        if (await pages.FindAsync(isIt, cancel) is not { } page)
        {
            return NotFound();
        }

        var name = $"{page.Event.Slug}-{page.Item.Key}.{format}";
        return (format, page.Citation) switch
        {
            ("ics", _) => File(Encoding.UTF8.GetBytes(CalendarText.Write([Entry(page)], time.GetUtcNow())), "text/calendar; charset=utf-8", name),
            ("bib", { } citation) => File(Encoding.UTF8.GetBytes(citation.ToBibTeX()), "application/x-bibtex; charset=utf-8", name),
            ("ris", { } citation) => File(Encoding.UTF8.GetBytes(citation.ToRis()), "application/x-research-info-systems; charset=utf-8", name),
            _ => NotFound(),
        };
    }

    /// <summary>The same entry as in the calendar of the whole programme: a later one replaces an earlier one.</summary>
    private CalendarEntry Entry(ItemPage page) => new(
        ProgrammeCalendar.Uid(page.Event.Id, page.Item.Key),
        page.Programme.Number,
        PlainTitle.Of(page.Item.ShownTitle),
        page.Starts,
        page.Ends,
        ItemWords.Where(page.Session.Room, page.Event.Venue),
        string.Join("\n", new[] { string.Join(", ", page.Item.Authors.Select(author => author.Name)), page.Item.Board is { Length: > 0 } board ? $"Board {board}" : "", page.Event.Name }.Where(line => line.Length > 0)),
        site.Link(page.Path));
}
