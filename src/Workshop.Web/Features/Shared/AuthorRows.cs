using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Shared;

/// <summary>
/// An ordered author list as a form, bound as one property (<c>Input.Authors</c>) and shown by <c>_AuthorRows</c>. Works without script: every button posts the
/// whole form, so that nothing typed is lost, and <see cref="Edit"/> does what it says.
/// </summary>
public sealed class AuthorRows
{
    public const string ButtonName = "editAuthors";

    public IList<AuthorRow> Rows { get; set; } = [new()];

    /// <summary>The row of the author who presents, counted from 0.</summary>
    public int Presenter { get; set; }

    /// <summary>A list of authors as copied from elsewhere; the command "paste" spreads it over the rows.</summary>
    public string? Paste { get; set; }

    /// <summary>Affiliations to choose from while typing; the page says which ones the viewer may know.</summary>
    [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
    public IReadOnlyList<string> Affiliations { get; set; } = [];

    /// <summary>Where author-rows.js asks what <see cref="Paste"/> says; null when the page has no such place and the button posts it.</summary>
    [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
    public string? PasteAction { get; set; }

    /// <summary>The row that the last <see cref="Edit"/> touched, which the page shows with the focus in it; null after a plain GET.</summary>
    [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
    public int? Touched { get; private set; }

    /// <summary>
    /// Does what a button said: "add", "paste", "up 2", "down 2", "duplicate 2", "remove 2" (rows from 0). Anything that makes no sense changes nothing: the first row cannot go up and the last
    /// remaining row is emptied, not removed. Afterwards the page clears ModelState and shows itself again.
    /// </summary>
    /// <returns>False when <paramref name="command"/> is null or empty: no such button was pressed.</returns>
    public bool Edit(string? command)
    {
        if (string.IsNullOrEmpty(command))
        {
            return false;
        }

        var words = command.Split(' ');
        var row = words.Length == 2 && int.TryParse(words[1], CultureInfo.InvariantCulture, out var n) && n >= 0 && n < Rows.Count ? n : -1;
        switch (words[0])
        {
            case "add":
                Rows.Add(new());
                Touched = Rows.Count - 1;
                break;
            case "paste":
                Spread(AuthorLines.Parse(Paste));
                Paste = null;
                break;
            case "duplicate" when row >= 0:
                Duplicate(row);
                break;
            case "up" when row > 0:
                Swap(row, row - 1);
                break;
            case "down" when row >= 0 && row < Rows.Count - 1:
                Swap(row, row + 1);
                break;
            case "remove" when row >= 0:
                Remove(row);
                break;
        }

        return true;
    }

    /// <summary>Fills the rows that are empty, then adds more. Whoever is listed already gets what was missing, and nothing typed is replaced.</summary>
    private void Spread(IReadOnlyList<AuthorEntry> authors)
    {
        foreach (var author in authors)
        {
            var row = Rows.FirstOrDefault(row => IsSame(row, author)) ?? Rows.FirstOrDefault(row => row.IsBlank);
            if (row is null)
            {
                Rows.Add(row = new());
            }

            Touched ??= Rows.IndexOf(row);
            row.Name = OrElse(row.Name, author.Name);
            row.Email = OrElse(row.Email, author.Email);
            row.Affiliation = OrElse(row.Affiliation, author.Affiliation);
            row.Orcid = OrElse(row.Orcid, author.Orcid);
        }

        static string OrElse(string? typed, string pasted) => string.IsNullOrWhiteSpace(typed) ? pasted : typed;
    }

    private static bool IsSame(AuthorRow row, AuthorEntry author) =>
        (author.Email.Length > 0 && EmailAddress.Normalize(row.Email ?? "") == EmailAddress.Normalize(author.Email))
        || (author.Name.Length > 0 && Person.Clean(row.Name ?? "") == author.Name && (string.IsNullOrWhiteSpace(row.Email) || author.Email.Length == 0));

    /// <summary>Colleagues share an affiliation, but no address and no ORCID iD.</summary>
    private void Duplicate(int row)
    {
        Rows.Insert(row + 1, new() { Name = Rows[row].Name, Affiliation = Rows[row].Affiliation });
        if (Presenter > row)
        {
            Presenter++;
        }

        Touched = row + 1;
    }

    private void Swap(int row, int other)
    {
        (Rows[row], Rows[other]) = (Rows[other], Rows[row]);
        Presenter = Presenter == row ? other : Presenter == other ? row : Presenter;
        Touched = other;
    }

    private void Remove(int row)
    {
        Rows.RemoveAt(row);
        if (Rows.Count == 0)
        {
            Rows.Add(new());
        }

        if (Presenter > row)
        {
            Presenter--;
        }
        else if (Presenter == row)
        {
            Presenter = 0;
        }

        Touched = Math.Min(row, Rows.Count - 1);
    }
}

public sealed class AuthorRow
{
    [Required(ErrorMessage = "Give this author's name."), StringLength(200, ErrorMessage = "Use at most 200 characters for a name.")]
    public string Name { get; set; } = "";

    [EmailAddress(ErrorMessage = "Write this author's e-mail address as name@university.edu."), Required(ErrorMessage = "Give this author's e-mail address."), StringLength(254, ErrorMessage = "An e-mail address has at most 254 characters.")]
    public string Email { get; set; } = "";

    [StringLength(300, ErrorMessage = "Use at most 300 characters for an affiliation.")]
    public string? Affiliation { get; set; }

    [StringLength(Domain.People.Orcid.MaxTypedLength, ErrorMessage = "An ORCID iD looks like 0000-0002-1825-0097.")]
    public string? Orcid { get; set; }

    [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
    public bool IsBlank => string.IsNullOrWhiteSpace(Name) && string.IsNullOrWhiteSpace(Email) && string.IsNullOrWhiteSpace(Affiliation) && string.IsNullOrWhiteSpace(Orcid);
}
