using System.Globalization;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Exports;

/// <summary>The addresses of the public programme, absolute: what is exported is read elsewhere.</summary>
public sealed class ProgrammeLinks(SiteAddress site, WorkshopEvent e)
{
    public string Base => site.Base;

    public string Call => site.Link($"/e/{e.Slug}");

    public string Programme => site.Link($"/e/{e.Slug}/programme");

    public string Item(ProgrammeItem item) => site.Link(ItemAddress.Of(e.Slug, item));

    public string Paper(int number) => string.Create(CultureInfo.InvariantCulture, $"{Programme}/papers/{number}");
}
