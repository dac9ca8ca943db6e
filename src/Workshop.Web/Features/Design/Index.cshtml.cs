using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Design;

/// <summary>Every part of the design system on one page, for whoever writes the next one. Exists in Development only; keeps nothing.</summary>
[AllowAnonymous]
public sealed class IndexModel(IWebHostEnvironment environment, PageFrame frame, TimeProvider time) : PageModel
{
    /// <summary>A fixed instant: the page looks the same today and in a year.</summary>
    public static readonly DateTimeOffset Now = new(2025, 10, 12, 9, 30, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset Deadline = new(2025, 10, 16, 11, 59, 0, TimeSpan.Zero);

    public const string Example =
        """
        We ask when an explanation of a classifier $f : \{0,1\}^n \to \{0,1\}$ can be both short and faithful. For every $k$ there is a circuit of size $O(n \log n)$
        whose smallest sufficient reason has at least $n - k$ literals.

        The bound is tight:
        $$\Pr_{x \sim \mathcal{D}}\left[ \left| \hat{f}(S) - f(S) \right| > \varepsilon \right] \le 2 \exp\left( -\frac{2 m \varepsilon^2}{(b-a)^2} \right).$$
        It costs <b>nothing</b> to be careful & precise: \(\pmb{x} \in \fcolorbox{red}{blue}{$A$}\), and $\undefinedmacro{x}$ stays as typed.
        """;

    [BindProperty]
    public NewPaper Input { get; set; } = new();

    public JobProgress Job { get; private set; } = JobAt(23) with { PollHref = null };

    public TimelineMarks Timeline { get; } = new(
        [
            new("Call opens", new(2025, 8, 1, 8, 0, 0, TimeSpan.Zero)),
            new("Submissions close", Deadline, "#"),
            new("Reviews are due", new(2025, 10, 31, 22, 59, 0, TimeSpan.Zero)),
            new("Decisions", new(2025, 11, 5, 11, 0, 0, TimeSpan.Zero)),
            new("Workshop", new(2025, 12, 2, 8, 0, 0, TimeSpan.Zero)),
        ],
        "Europe/Copenhagen",
        Now);

    public IReadOnlyList<SelectListItem> Topics { get; } =
        [new("Attribution and saliency", "attribution"), new("Rashomon sets", "rashomon"), new("Mechanistic interpretability", "mechanistic"), new("Complexity of explanations", "complexity"), new("Causality", "causality")];

    public IReadOnlyList<SelectListItem> Preferences { get; } = [new("A talk", "talk"), new("A poster", "poster"), new("Either", "either")];

    public IActionResult OnGet(bool live)
    {
        if (!environment.IsDevelopment())
        {
            return NotFound();
        }

        if (live)
        {
            Job = JobAt(0);
        }

        Input = NewPaper.Example();
        Dress();
        return Page();
    }

    /// <summary>The fragment that htmx asks for on <c>/design?live=true</c>: work that is over within each minute.</summary>
    public IActionResult OnGetJob() => environment.IsDevelopment() ? Partial("_JobProgress", JobAt(time.GetUtcNow().Second)) : NotFound();

    public IActionResult OnPost(string? editAuthors)
    {
        if (!environment.IsDevelopment())
        {
            return NotFound();
        }

        Dress();
        if (Input.Authors.Edit(editAuthors))
        {
            ModelState.Clear();
            return Page();
        }

        Response.StatusCode = ModelState.IsValid ? 200 : 400;
        return Page();
    }

    private static JobProgress JobAt(int step) => step >= 50
        ? new("demo", "Computing the assignment", "done", "Optimal, with a certificate") { ResultHref = "#" }
        : new("demo", "Computing the assignment", "running", step < 10 ? "Reading the papers" : "Solving for 57 papers and 21 reviewers")
        {
            Done = step,
            Total = 57,
            TimeLeft = TimeSpan.FromSeconds(57 - step),
            PollHref = "/design?handler=Job",
            CancelAction = "/design",
        };

    private void Dress()
    {
        frame.RoleTabs.Clear();
        frame.EventName = "Theory of Patterns 2025";
        frame.EventSlug = "design";
        frame.Phase = "Call open";
        frame.NextDeadline = new("Submissions close", Deadline, EventTimeText.AoeId);
        frame.RoleTabs.Add(new("Author", "/design", false));
        frame.RoleTabs.Add(new("Review", "/design", false));
        frame.RoleTabs.Add(new("Organize", "/design", true));
        frame.ViewerName = "Ágnes Þórsdóttir";
        frame.Banner = "The gallery of the design system. Nothing here is kept.";
        frame.Notices.Add(new(NoticeKind.Done, "Your abstract was withdrawn.", "/design"));
        frame.Notices.Add(new(NoticeKind.Warning, "Two reviewers have not answered yet."));
    }

    public sealed class NewPaper
    {
        [Required(ErrorMessage = "Give the title of your paper.")]
        public string Title { get; set; } = "";

        [Required(ErrorMessage = "Write or paste your abstract.")]
        public string Abstract { get; set; } = "";

        public AuthorRows Authors { get; set; } = new();

        [Required(ErrorMessage = "Choose a PDF of at most 2 pages.")]
        public IFormFile? Pdf { get; set; }

        public IList<string> Topics { get; set; } = [];

        [Required(ErrorMessage = "Say whether you would rather give a talk or show a poster.")]
        public string? Preference { get; set; }

        public string? Venue { get; set; }

        [Range(typeof(bool), "true", "true", ErrorMessage = "Tick the box when all authors have agreed.")]
        public bool AllAgree { get; set; }

        public static NewPaper Example() => new()
        {
            Title = "On the $\\Sigma_2^p$-completeness of minimal sufficient reasons",
            Topics = ["complexity", "rashomon"],
            Authors = new()
            {
                Rows =
                [
                    new() { Name = "Ágnes Þórsdóttir", Email = "agnes@uni.example", Affiliation = "Háskóli Norðursins" },
                    new() { Name = "José María Ñúñez-Gutiérrez", Email = "jose", Affiliation = "Universidad de la Sierra" },
                ],
                Presenter = 1,
            },
        };
    }
}
