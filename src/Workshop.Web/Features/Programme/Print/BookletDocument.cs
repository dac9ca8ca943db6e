using Workshop.Domain;
using Workshop.Web.Features.Programme.Print.Booklet;
using Workshop.Web.Platform.Pdf;
using Workshop.Web.Platform.Print;

namespace Workshop.Web.Features.Programme.Print;

/// <summary>The programme booklet.</summary>
public sealed class BookletDocument(FoldingPress press) : IPrintDocument
{
    private const string Folded = "a5-folded";

    public static PrintOption Paper { get; } = new("paper", "Paper", [("a4", "A4"), ("letter", "Letter"), ("a5", "A5"), (Folded, "A5, two pages on A4 for folding")], "For folding: print on both sides, turned over the short edge, then fold and staple the sheets in the middle.");

    public string Kind => "booklet";

    public string Name => "Programme booklet";

    public string Hint => "Day at a glance, sessions, abstracts, indexes and your own texts: everything that somebody wants at hand at the event.";

    public IReadOnlyList<PrintOption> Options { get; } = [Paper, BookOptions.Columns, BookOptions.Codes, BookOptions.Font, BookOptions.Colour];

    public Task<Outcome<Func<PageNumbers, string>>> LayOutAsync(PrintMaterial material, PrintChoices choices, CancellationToken cancel)
    {
        if (material.Programme.Sessions.Count == 0)
        {
            return Task.FromResult<Outcome<Func<PageNumbers, string>>>(new Refusal("print.nothing", "There is nothing to print yet: add a session first."));
        }

        var content = BookOptions.Content(material, choices, choices[Paper]);
        return Task.FromResult<Outcome<Func<PageNumbers, string>>>((Func<PageNumbers, string>)(numbers => BookletLayout.Write(content, numbers)));
    }

    public async Task<Outcome<PrintedPdf>> FinishAsync(PrintedPdf printed, PrintMaterial material, PrintChoices choices, CancellationToken cancel)
    {
        if (choices[Paper] != Folded)
        {
            return printed;
        }

        var sheets = await press.ImposeAsync(printed.Content, printed.Pages.Count, cancel);
        return sheets.Succeeded ? printed with { Content = sheets.Value } : Outcome.No<PrintedPdf>(sheets.Refusals);
    }
}
