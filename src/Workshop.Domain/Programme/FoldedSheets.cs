namespace Workshop.Domain.Programme;

/// <summary>One side of a sheet that is folded in the middle: two pages side by side, counted from 1; null for an empty one.</summary>
public sealed record SheetSide(int? Left, int? Right);

/// <summary>The order of pages in a booklet of nested folded sheets, stapled in the fold.</summary>
public static class FoldedSheets
{
    /// <summary>
    /// Front and back of each sheet in turn, the outermost first, for a printer that turns the paper over its short edge. Empty pages come last, up to a multiple of four.
    /// </summary>
    public static IReadOnlyList<SheetSide> Order(int pages)
    {
        var all = (pages + 3) / 4 * 4;
        var sides = new List<SheetSide>(all / 2);
        for (var (low, high) = (1, all); low < high; low += 2, high -= 2)
        {
            sides.Add(new SheetSide(Printed(high), Printed(low)));
            sides.Add(new SheetSide(Printed(low + 1), Printed(high - 1)));
        }

        return sides;

        int? Printed(int page) => page <= pages ? page : null;
    }
}
