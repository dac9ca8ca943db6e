using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Workshop.Domain;
using Workshop.Domain.Assignment;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Assignment;

/// <summary>Tries one thing out on a proposal: solves again and says what would be different. Nothing is kept.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class WhatIfModel(CurrentViewer viewer, CurrentEvent current, ReadChoices read, EventMatching matching, AssignmentRefusals refusals) : PageModel
{
    public const string MorePlaces = "more";
    public const string Reviews = "reviews";
    public const string Drop = "drop";
    public const string Floor = "floor";
    public const string Allow = "allow";

    [FromRoute]
    public Guid ProposalId { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? What { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Reviewer { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Submission { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Number { get; set; }

    public WorkshopEvent Event => current.Required;

    public ProposalChoices Choices { get; private set; } = null!;

    public WhatIfAnswer? Answer { get; private set; }

    /// <summary>What was asked, as a heading.</summary>
    public string Question { get; private set; } = "";

    public string? Refused { get; private set; }

    public IEnumerable<SelectListItem> Questions =>
    [
        new("a reviewer takes more", MorePlaces), new("a submission gets another number of reviews", Reviews), new("a reviewer drops out", Drop),
        new("every submission must reach a total", Floor), new("a pair were allowed that is not", Allow),
    ];

    public IEnumerable<SelectListItem> Reviewers => Choices.Problem.Reviewers.Select(reviewer => new SelectListItem(Choices.NameOf(reviewer.Email), reviewer.Id.ToString())).OrderBy(item => item.Text, StringComparer.InvariantCultureIgnoreCase);

    public IEnumerable<SelectListItem> Submissions => Choices.Problem.Papers.OrderBy(paper => paper.Code.Length).ThenBy(paper => paper.Code, StringComparer.Ordinal).Select(paper => new SelectListItem(paper.Code, paper.Id.ToString()));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var who = await viewer.GetAsync();
        if (await read.RunAsync(who, Event.Id, ProposalId, cancel) is not { } choices)
        {
            return NotFound();
        }

        Choices = choices;
        if (string.IsNullOrEmpty(What))
        {
            return Page();
        }

        var asked = await AskAsync(cancel);
        if (!asked.Succeeded)
        {
            Refused = asked.Refusal!.Message;
            return this.Invalid();
        }

        var (problem, options) = asked.Value;
        var answer = await Task.Run(() => Domain.Assignment.WhatIf.Ask(choices.Problem.Problem, [.. choices.Pairs], problem, options, cancel), cancel);
        Answer = answer.Value;
        Refused = answer.Succeeded ? null : "That is impossible. " + string.Join(' ', await refusals.ForAsync(who, Event.Id, choices.Problem, answer.Refusals, cancel));
        return Page();
    }

    private async Task<Outcome<Asked>> AskAsync(CancellationToken cancel)
    {
        var options = Choices.Shown.Wish.Options with { PriceOptions = false, MaxProbability = null };
        var problem = Choices.Problem.Problem;
        var reviewer = Reviewer is { } r ? Choices.Problem.Reviewers.FirstOrDefault(one => one.Id == r) : null;
        var paper = Submission is { } p ? Choices.Problem.Papers.FirstOrDefault(one => one.Id == p) : null;
        var number = double.TryParse(Number?.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : (double?)null;
        if ((What is MorePlaces or Drop or Allow && reviewer is null) || (What is Reviews or Allow && paper is null))
        {
            return new Refusal("what-if.missing", What is Reviews ? "Choose a submission." : What is Allow ? "Choose a submission and a reviewer." : "Choose a reviewer.");
        }

        switch (What)
        {
            case MorePlaces when number is >= -100 and <= 100:
                Question = $"{Choices.NameOf(reviewer!.Email)} takes {(number < 0 ? $"{-(int)number} fewer" : $"{(int)number} more")}";
                return With(Domain.Assignment.WhatIf.MorePlaces(problem, reviewer.Email, (int)number), options);
            case Reviews when number is >= 0 and <= AssignmentWish.MostReviews:
                Question = $"{paper!.Code} gets {(int)number} reviews";
                return With(Domain.Assignment.WhatIf.Reviews(problem, paper.Code, (int)number), options);
            case Drop:
                Question = $"{Choices.NameOf(reviewer!.Email)} drops out";
                return With(Domain.Assignment.WhatIf.Without(problem, reviewer.Email), options);
            case Floor when number is >= 0 and <= AssignmentWish.MostReviews:
                Question = string.Create(CultureInfo.InvariantCulture, $"every submission has a total of at least {number}");
                return new Asked(problem, options with { Floor = Domain.Assignment.Floor.Of(number.Value) });
            case Allow:
                Question = $"{Choices.NameOf(reviewer!.Email)} might review {paper!.Code}";
                return With(Domain.Assignment.WhatIf.Allow(problem, paper.Code, reviewer.Email, (await matching.LoadAsync(Event.Id, cancel)).Of(paper.Id, reviewer.Id)), options);
            default:
                return new Refusal("what-if.number", "Give a number that makes sense: places from −100 to 100, reviews and totals from 0 to 10.");
        }
    }

    private static Outcome<Asked> With(Outcome<AssignmentProblem> problem, AssignmentOptions options) => problem.Succeeded ? new Asked(problem.Value, options) : problem.Refusal!;

    public sealed record Asked(AssignmentProblem Problem, AssignmentOptions Options);
}
