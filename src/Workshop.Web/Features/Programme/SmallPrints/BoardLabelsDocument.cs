using System.Globalization;
using Workshop.Domain;
using Workshop.Web.Features.Programme.Print;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Features.Programme.SmallPrints;

public sealed class BoardLabelsDocument : IPrintDocument
{
    private static readonly PrintOption Each = new("each", "On a sheet", [("2", "Two labels"), ("1", "One label"), ("4", "Four labels")]);

    private static readonly PrintOption Codes = new("codes", "Code of the abstract", [("yes", "On each label"), ("no", "None")], "Cameras open the page of the abstract.");

    public string Kind => "board-labels";

    public string Name => "Board labels";

    public string Hint => "The number of each poster board, large, with title and authors.";

    public IReadOnlyList<PrintOption> Options { get; } = [PrintOption.Paper, Each, Codes];

    public Task<Outcome<Func<PageNumbers, string>>> LayOutAsync(PrintMaterial material, PrintChoices choices, CancellationToken cancel) => BoardLabelLayout.Boards(material.Programme).Any()
        ? SmallPrint.Laid(BoardLabelLayout.Write(material, PaperSize.Of(choices[PrintOption.Paper]), int.Parse(choices[Each], CultureInfo.InvariantCulture), choices[Codes] == "yes"))
        : SmallPrint.Refused(SmallPrintRefusals.NoBoards);
}
