using Workshop.Domain.Programme;
using Workshop.Web.Features.Programme.Print;

namespace Workshop.Web.Features.Programme.SmallPrints;

/// <summary>What stands at the top of a poster board, so that its owner and its visitors find it.</summary>
internal static class BoardLabelLayout
{
    public static string Write(PrintMaterial material, PaperSize paper, int each, bool withCodes)
    {
        var programme = material.Programme;
        var sheet = each switch
        {
            1 => CutSheet.Divided(paper.Landscape, 1, 1),
            2 => CutSheet.Divided(paper, 1, 2),
            _ => CutSheet.Divided(paper.Landscape, 2, 2),
        };
        var labels = Boards(programme).Select(board => Label(material, board.Session, board.Item, withCodes)).ToList();
        return SmallPrint.Page($"{programme.Name}: board labels", "board-labels", sheet.Paper, programme.Front.Accent, Html.Of($"""<div class="labels labels-{each}">{sheet.Lay(labels)}</div>"""));
    }

    /// <summary>In the order in which the boards stand; the same board may serve two sessions.</summary>
    public static IEnumerable<(ProgrammeSession Session, ProgrammeItem Item)> Boards(ProgrammeDocument programme) =>
        programme.Sessions.SelectMany(session => session.Items.Where(item => item.Board is not null).Select(item => (session, item)))
            .OrderBy(board => board.item.Board, BoardName.Order).ThenBy(board => board.session.Starts);

    private static Html Label(PrintMaterial material, ProgrammeSession session, ProgrammeItem item, bool withCodes) => Html.Of($"""
        <div class="label">
        <header><div class="board" data-fit="190 24"><p>{item.Board}</p></div>{(withCodes ? SmallPrint.Code(SmallPrint.AbstractAddress(material, item)) : Html.Empty)}</header>
        <div class="label-what" data-fit="34 4"><h2>{SmallPrint.Title(item)}</h2><p class="by">{SmallPrint.Names(item.Authors, int.MaxValue, marksPresenters: true)}</p></div>
        <footer><p dir="auto">{session.Title}, {ProgrammeText.DayWithoutYear(session.Starts)}, {ProgrammeText.Times(session)}{(session.Room.Length == 0 ? "" : $" · {session.Room}")}</p></footer>
        </div>
        """);
}
