using Workshop.Web.Features.Programme.Print.Booklet;

namespace Workshop.Web.Features.Programme.Print;

/// <summary>What the booklet and the book of abstracts let organizers choose.</summary>
public static class BookOptions
{
    public static PrintOption Columns { get; } = new("columns", "Abstracts", [("1", "In one column"), ("2", "In two columns")]);

    public static PrintOption Codes { get; } = new("codes", "Codes", [("yes", "A code beside each abstract that opens it on the web"), ("no", "No codes")]);

    public static PrintOption Font { get; } = new("font", "Typeface", [("serif", "Serif"), ("sans", "Sans serif")]);

    public static PrintOption Colour { get; } = new("colour", "Colour", [("event", "The event’s colour"), ("black", "Black only")]);

    /// <param name="paper">A name from the options of the document; anything but Letter and A5 is A4.</param>
    public static BookletContent Content(PrintMaterial material, PrintChoices choices, string paper) => new(material.Programme)
    {
        Paper = PaperOf(paper),
        HasTwoColumns = choices[Columns] == "2",
        IsSans = choices[Font] == "sans",
        IsBlack = choices[Colour] == "black",
        Pictures = material.Pictures,
        ProgrammeAddress = choices[Codes] == "yes" ? material.ProgrammeAddress : "",
    };

    public static PrintPaper PaperOf(string paper) => paper switch
    {
        "letter" => PrintPaper.Letter,
        "a5" or "a5-folded" => PrintPaper.A5,
        _ => PrintPaper.A4,
    };
}
