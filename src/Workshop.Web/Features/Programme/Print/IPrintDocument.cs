using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Web.Platform.Pdf;
using Workshop.Web.Platform.Print;

namespace Workshop.Web.Features.Programme.Print;

/// <summary>
/// One kind of thing that organizers can print: the booklet, door signs, badges. Every implementation in the assembly is found and offered. Made anew for each print, so that it may keep
/// between laying out and finishing what it gathered.
/// </summary>
public interface IPrintDocument
{
    /// <summary>Stands in addresses and in the arguments of jobs: "booklet", "door-signs".</summary>
    string Kind { get; }

    string Name { get; }

    /// <summary>One sentence for whoever chooses.</summary>
    string Hint { get; }

    IReadOnlyList<PrintOption> Options { get; }

    /// <summary>What it holds depends on what the organizer who asks may know: nobody else may fetch the print, or see how long it is.</summary>
    bool IsForAskerAlone => false;

    /// <summary>Gathers what the document needs beyond the programme and lays it out; a refusal says what is missing. The layout itself is pure, see <see cref="IPdfPrinter"/>.</summary>
    Task<Outcome<Func<PageNumbers, string>>> LayOutAsync(PrintMaterial material, PrintChoices choices, CancellationToken cancel);

    /// <summary>What is done with the printed pages before they are stored: folding sheets, PDFs put in between.</summary>
    Task<Outcome<PrintedPdf>> FinishAsync(PrintedPdf printed, PrintMaterial material, PrintChoices choices, CancellationToken cancel) => Task.FromResult<Outcome<PrintedPdf>>(printed);
}

/// <summary>What every document is printed from.</summary>
/// <param name="Event">Null when a programme is printed from a file alone.</param>
/// <param name="Organizer">Who asks; nothing may stand in the print that they may not see.</param>
/// <param name="SiteAddress">"https://workshop.example", for links and codes; empty from a file alone.</param>
/// <param name="Pictures">By SHA-256, as data URIs: logo, portraits, sponsors.</param>
public sealed record PrintMaterial(ProgrammeDocument Programme, WorkshopEvent? Event, Viewer Organizer, string SiteAddress, IReadOnlyDictionary<string, string> Pictures, DateTimeOffset Now)
{
    /// <summary>Only a look at the first page: nothing may be saved, and what costs much and does not show there may be left out. <c>FinishAsync</c> is not called.</summary>
    public bool IsPreview { get; init; }

    /// <summary>The address of the live programme; empty when there is none.</summary>
    public string ProgrammeAddress => Event is null || SiteAddress.Length == 0 ? "" : $"{SiteAddress}/e/{Event.Slug}/programme";
}

/// <summary>A choice that a document offers.</summary>
/// <param name="Values">What is stored and what is shown; the first is the usual one. Empty for a text of the organizer's own.</param>
public sealed record PrintOption(string Key, string Label, IReadOnlyList<(string Value, string Label)> Values, string Hint = "")
{
    /// <summary>Paper for everything that is laid out for any size.</summary>
    public static PrintOption Paper { get; } = new("paper", "Paper", [("a4", "A4"), ("letter", "Letter")]);
}

/// <summary>What was chosen. A key that nobody chose has its usual value.</summary>
public sealed record PrintChoices(IReadOnlyDictionary<string, string> Values)
{
    public string this[PrintOption option]
    {
        get
        {
            var chosen = Values.GetValueOrDefault(option.Key, "");
            return option.Values.Count == 0 || option.Values.Any(value => value.Value == chosen) ? chosen : option.Values[0].Value;
        }
    }
}
