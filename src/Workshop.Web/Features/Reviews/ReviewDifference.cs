using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Reviews;

/// <summary>One field of a review that says something else in two texts.</summary>
public sealed record ReviewDifference(string Label, string Saved, string Typed)
{
    /// <summary>What differs, word by word.</summary>
    public IReadOnlyList<DiffRun> Runs => WordDiff.Between(Saved, Typed);

    /// <summary>In the order of the form; empty when both say the same.</summary>
    public static IReadOnlyList<ReviewDifference> Between(ReviewContent saved, ReviewContent typed, ReviewForm form)
    {
        var all = new List<ReviewDifference> { new("Overall score", Scale.Say(form.ScoreScale, saved.Score), Scale.Say(form.ScoreScale, typed.Score)) };
        all.AddRange(form.AskedCriteria.Select(criterion => new ReviewDifference(criterion.Name, Scale.Say(criterion.Scale, Answer(saved, criterion)), Scale.Say(criterion.Scale, Answer(typed, criterion)))));
        all.Add(new("Your confidence", Scale.Say(form.ConfidenceScale, saved.Confidence), Scale.Say(form.ConfidenceScale, typed.Confidence)));
        if (form.AsksRecommendation)
        {
            all.Add(new("Recommendation", form.LabelOf(saved.Recommendation)?.Words ?? "not chosen", form.LabelOf(typed.Recommendation)?.Words ?? "not chosen"));
        }

        all.Add(new("Comments to the authors", TextLength.Clean(saved.ToAuthors), TextLength.Clean(typed.ToAuthors)));
        all.Add(new("Comments to the organizers", TextLength.Clean(saved.ToOrganizers), TextLength.Clean(typed.ToOrganizers)));
        return [.. all.Where(difference => difference.Saved != difference.Typed)];
    }

    private static int? Answer(ReviewContent content, ReviewCriterion criterion) => content.Answers.TryGetValue(criterion.Id, out var value) ? value : null;
}
