using System.Globalization;
using Workshop.Domain;
using Workshop.Web.Features.Programme.Print;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Features.Programme.SmallPrints;

public sealed class ChairSheetsDocument : IPrintDocument
{
    private static readonly PrintOption Warning = new("warning", "Warn speakers", [("5", "5 minutes before the end"), ("3", "3 minutes before the end"), ("2", "2 minutes before the end"), ("10", "10 minutes before the end")]);

    public string Kind => "chair-sheets";

    public string Name => "Chair sheets";

    public string Hint => "For the chair of each session: when every talk begins and ends, when to warn, whom to introduce, room for notes.";

    public IReadOnlyList<PrintOption> Options { get; } = [PrintOption.Paper, Warning];

    public Task<Outcome<Func<PageNumbers, string>>> LayOutAsync(PrintMaterial material, PrintChoices choices, CancellationToken cancel)
    {
        var minutes = int.Parse(choices[Warning], CultureInfo.InvariantCulture);
        return ChairSheetLayout.Plans(material.Programme, minutes).Count == 0
            ? SmallPrint.Refused(SmallPrintRefusals.NoTalks)
            : SmallPrint.Laid(ChairSheetLayout.Write(material, PaperSize.Of(choices[PrintOption.Paper]), minutes));
    }
}
