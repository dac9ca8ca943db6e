using Workshop.Domain;
using Workshop.Web.Features.Programme.Print;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Features.Programme.SmallPrints;

public sealed class DoorSignsDocument : IPrintDocument
{
    private static readonly PrintOption Detail = new("detail", "Show", [("talks", "Sessions with their talks"), ("sessions", "Sessions only")]);

    public string Kind => "door-signs";

    public string Name => "Door signs";

    public string Hint => "For each room and day what happens there, to be read from three metres away.";

    public IReadOnlyList<PrintOption> Options { get; } = [PaperSize.PosterPaper, Detail];

    public Task<Outcome<Func<PageNumbers, string>>> LayOutAsync(PrintMaterial material, PrintChoices choices, CancellationToken cancel) => DoorSignLayout.HasRooms(material.Programme)
        ? SmallPrint.Laid(DoorSignLayout.Write(material, PaperSize.Of(choices[PaperSize.PosterPaper]), choices[Detail] == "talks"))
        : SmallPrint.Refused(SmallPrintRefusals.NoRooms);
}
