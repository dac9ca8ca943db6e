using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Decisions;
using Workshop.Domain;
using Workshop.Web.Features.Programme.Print.Booklet;
using Workshop.Web.Platform.Pdf;
using Workshop.Web.Platform.Print;

namespace Workshop.Web.Features.Programme.Print;

/// <summary>The book of abstracts, with or without the papers. Only papers that everybody may read are bound in: they are public, and their authors said so.</summary>
public sealed class BookOfAbstractsDocument(WorkshopDb db, PaperBinding binding) : IPrintDocument
{
    /// <summary>All papers together, in bytes: they are in memory while the book is bound.</summary>
    private const long Most = 300L << 20;

    private const double PointsPerMillimetre = 72 / 25.4;

    private static readonly PrintOption Papers = new("papers", "Papers", [("no", "Abstracts only"), ("yes", "Each abstract followed by its paper")], "Only papers that are public by their authors’ choice are bound in. What cannot be bound in is named on a page of its own.");

    private static readonly PrintOption Paper = new("paper", "Paper", [("a4", "A4"), ("letter", "Letter"), ("a5", "A5")]);

    private readonly Dictionary<string, BindablePaper> _papers = new(StringComparer.Ordinal);

    public string Kind => "book";

    public string Name => "Book of abstracts";

    public string Hint => "All abstracts with contents, author index and topic index; on request with the papers bound in.";

    public IReadOnlyList<PrintOption> Options { get; } = [Papers, Paper, BookOptions.Columns, BookOptions.Codes, BookOptions.Font, BookOptions.Colour];

    public async Task<Outcome<Func<PageNumbers, string>>> LayOutAsync(PrintMaterial material, PrintChoices choices, CancellationToken cancel)
    {
        if (!material.Programme.WithAbstract.Any())
        {
            return new Refusal("print.nothing", "There is nothing to print yet: no item of the programme has an abstract.");
        }

        var content = BookOptions.Content(material, choices, choices[Paper]) with { Kind = BookletKind.BookOfAbstracts };
        if (choices[Papers] == "yes" && !material.IsPreview && material.Event is { } e)
        {
            var missing = await GatherAsync(e.Id, material, cancel);
            if (!missing.Succeeded)
            {
                return Outcome.No<Func<PageNumbers, string>>(missing.Refusals);
            }

            content = content with { Papers = _papers.ToDictionary(paper => paper.Key, paper => paper.Value.Pages), NotIncluded = missing.Value, HasTwoColumns = false };
        }

        return (Func<PageNumbers, string>)(numbers => BookletLayout.Write(content, numbers));
    }

    public async Task<Outcome<PrintedPdf>> FinishAsync(PrintedPdf printed, PrintMaterial material, PrintChoices choices, CancellationToken cancel)
    {
        var bound = _papers
            .Select(paper => (Page: printed.Pages[$"paper-{paper.Key}"], paper.Value))
            .Where(paper => paper.Page is not null)
            .Select(paper => new BoundPaper(paper.Page!.Value, paper.Value))
            .OrderBy(paper => paper.FirstPage)
            .ToList();
        var book = await binding.BindAsync(printed.Content, bound, Frame(BookOptions.PaperOf(choices[Paper])), cancel);
        return book.Succeeded ? printed with { Content = book.Value } : Outcome.No<PrintedPdf>(book.Refusals);
    }

    /// <summary>Between the running head and the page number.</summary>
    private static PageFrameBox Frame(PrintPaper paper)
    {
        var side = 0.5 * paper.Outer;
        return new PageFrameBox(
            side * PointsPerMillimetre,
            0.68 * paper.Bottom * PointsPerMillimetre,
            (paper.Width - side) * PointsPerMillimetre,
            (paper.Height - (0.7 * paper.Top)) * PointsPerMillimetre);
    }

    private async Task<Outcome<List<(string Key, string Reason)>>> GatherAsync(Guid eventId, PrintMaterial material, CancellationToken cancel)
    {
        var standing = material.Programme.WithAbstract.Where(item => item.Number is not null).ToDictionary(item => item.Number!.Value, item => item.Key);
        var papers = db.PublicPapers(eventId, material.Now);
        var versions = await (
            from version in db.FinalVersions
            join s in papers on version.SubmissionId equals s.Id
            where !db.FinalVersions.Any(later => later.SubmissionId == version.SubmissionId && later.Number > version.Number)
            orderby s.Number
            select new { s.Number, version.Sha256, version.Size }).ToListAsync(cancel);
        var wanted = versions.Where(version => standing.ContainsKey(version.Number)).ToList();
        if (wanted.Sum(version => version.Size) > Most)
        {
            return new Refusal("print.papers-too-large", $"The papers together are larger than {Most >> 20} MB. Print the book without them.");
        }

        var missing = new List<(string Key, string Reason)>();
        foreach (var version in wanted)
        {
            var content = await db.Files.Where(file => file.Sha256 == version.Sha256).Select(file => file.Content).SingleAsync(cancel);
            var paper = await binding.CheckAsync(content, cancel);
            if (paper.Succeeded)
            {
                _papers[standing[version.Number]] = paper.Value;
            }
            else
            {
                missing.Add((standing[version.Number], paper.Refusal!.Message));
            }
        }

        return missing;
    }
}
