using Workshop.Domain;
using Workshop.Web.Features.Programme.Print;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Features.Programme.SmallPrints;

public sealed class GridDocument : IPrintDocument
{
    private static readonly PrintOption Detail = new("detail", "Show", [("talks", "Sessions with their talks"), ("sessions", "Sessions only")]);

    public string Kind => "grid";

    public string Name => "Day at a glance";

    public string Hint => "Each day on one page: rooms side by side, time downwards, as large as the page allows. For the wall.";

    public IReadOnlyList<PrintOption> Options { get; } = [PaperSize.PosterPaper, Detail];

    public Task<Outcome<Func<PageNumbers, string>>> LayOutAsync(PrintMaterial material, PrintChoices choices, CancellationToken cancel) => material.Programme.Sessions.Count == 0
        ? SmallPrint.Refused(SmallPrintRefusals.NoSessions)
        : SmallPrint.Laid(GridLayout.Write(material, PaperSize.Of(choices[PaperSize.PosterPaper]), choices[Detail] == "talks"));
}
