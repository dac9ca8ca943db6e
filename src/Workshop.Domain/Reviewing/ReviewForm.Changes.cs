using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Domain.Reviewing;

/// <summary>How organizers change the form. Once reviews exist nothing that they say is lost or shown to more people than they were written for.</summary>
public sealed partial class ReviewForm
{
    /// <summary>Adds a criterion, or changes one.</summary>
    /// <param name="id">Null for a new one.</param>
    public Outcome<ReviewCriterion> SaveCriterion(Guid? id, CriterionSettings settings, ReviewFormUse use)
    {
        var before = Criteria.FirstOrDefault(criterion => criterion.Id == id);
        if (id is not null && before is null)
        {
            return new Refusal("review-form.changed-elsewhere", "This criterion was removed by somebody else. Go back to the review form.");
        }

        var (name, explanation) = (Person.Clean(settings.Name), TextLength.Clean(settings.Explanation));
        var refusals = new List<Refusal>();
        if (name.Length is 0 or > ReviewCriterion.MaxNameLength)
        {
            refusals.Add(new Refusal("criterion.name", $"Give it a name of at most {ReviewCriterion.MaxNameLength} characters.", nameof(settings.Name)));
        }
        else if (Criteria.Any(other => other.Id != id && string.Equals(other.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            refusals.Add(new Refusal("criterion.name-taken", "Another criterion has this name, maybe one that is not asked any more. Choose a name that tells them apart.", nameof(settings.Name)));
        }

        if (explanation.Length > ReviewCriterion.MaxExplanationLength)
        {
            refusals.Add(new Refusal("criterion.explanation", $"Shorten the explanation to {ReviewCriterion.MaxExplanationLength} characters.", nameof(settings.Explanation)));
        }

        var answers = before is null ? 0 : use.AnswersTo(before.Id);
        var scale = Scale.Read(settings.Points, nameof(settings.Points));
        refusals.AddRange(scale.Refusals);
        if (scale.Succeeded && before is not null && answers > 0 && scale.Value.Length != before.Scale.Count)
        {
            refusals.Add(new Refusal("criterion.scale-in-use", $"{Reviews(answers)} on this scale, so it keeps its {before.Scale.Count} points; their words may change. For another scale, stop asking this criterion and add a new one.", nameof(settings.Points)));
        }

        if (settings.IsRequired && before?.IsRequired != true && use.Submitted > 0)
        {
            refusals.Add(new Refusal("criterion.required-late", "Reviews have been submitted without it, so it can only be optional.", nameof(settings.IsRequired)));
        }

        if (before is { ForAuthors: false } && settings.ForAuthors && answers > 0)
        {
            refusals.Add(new Refusal("criterion.for-organizers", $"{Reviews(answers)} it for the organizers alone, so authors cannot be shown it now. Stop asking it and add a new one.", nameof(settings.ForAuthors)));
        }

        if (before is null && Criteria.Count >= MostCriteria)
        {
            refusals.Add(new Refusal("criterion.too-many", $"A form has at most {MostCriteria} criteria. Fewer make better reviews."));
        }

        if (refusals.Count > 0)
        {
            return Outcome.No<ReviewCriterion>(refusals);
        }

        var saved = new ReviewCriterion(before?.Id ?? Guid.NewGuid(), name, explanation, scale.Value!, settings.IsRequired, settings.ForAuthors, before?.IsRetired ?? false);
        Criteria = before is null ? [.. Criteria, saved] : [.. Criteria.Select(criterion => criterion.Id == saved.Id ? saved : criterion)];
        Revision++;
        return saved;
    }

    /// <summary>What saving would do to reviews that exist; empty when nobody would notice.</summary>
    public IReadOnlyList<string> EffectsOf(Guid? id, CriterionSettings settings, ReviewFormUse use)
    {
        var before = Criteria.FirstOrDefault(criterion => criterion.Id == id);
        var effects = new List<string>();
        if (before is null)
        {
            if (use.Submitted > 0)
            {
                effects.Add($"{(use.Submitted == 1 ? "One review that is" : $"{use.Submitted} reviews that are")} submitted already will have no answer to it; their reviewers may add one.");
            }

            return effects;
        }

        var answers = use.AnswersTo(before.Id);
        if (answers == 0)
        {
            return effects;
        }

        if (Person.Clean(settings.Name) != before.Name)
        {
            effects.Add($"{Reviews(answers)} it under the name “{before.Name}”; the answers will stand under the new name.");
        }

        if (Scale.Read(settings.Points, "").Value is { } scale && !scale.SequenceEqual(before.Scale))
        {
            effects.Add($"{Reviews(answers)} it on the old words; the numbers stay, and the new words will stand beside them.");
        }

        if (before.ForAuthors && !settings.ForAuthors)
        {
            effects.Add("Authors will not see the answers, those that are given already included.");
        }

        if (before.IsRequired && !settings.IsRequired)
        {
            effects.Add("Reviews may be submitted without it from now on.");
        }

        return effects;
    }

    /// <summary>A criterion that nobody answered is gone; another one is not asked any more, and its answers remain.</summary>
    public void RemoveCriterion(Guid id, ReviewFormUse use)
    {
        Criteria = use.AnswersTo(id) == 0
            ? [.. Criteria.Where(criterion => criterion.Id != id)]
            : [.. Criteria.Select(criterion => criterion.Id == id ? criterion with { IsRetired = true } : criterion)];
        Revision++;
    }

    /// <summary>Asked again; only as an optional one when reviews were submitted meanwhile.</summary>
    public void RestoreCriterion(Guid id, ReviewFormUse use)
    {
        Criteria = [.. Criteria.Select(criterion => criterion.Id == id ? criterion with { IsRetired = false, IsRequired = criterion.IsRequired && use.Submitted == 0 } : criterion)];
        Revision++;
    }

    /// <summary>By one place among those that are asked; at the end nothing happens.</summary>
    public void MoveCriterion(Guid id, bool up)
    {
        var (all, asked) = (Criteria.ToList(), AskedCriteria.ToList());
        var place = asked.FindIndex(criterion => criterion.Id == id);
        var other = place + (up ? -1 : 1);
        if (place < 0 || other < 0 || other >= asked.Count)
        {
            return;
        }

        var (here, there) = (all.IndexOf(asked[place]), all.IndexOf(asked[other]));
        (all[here], all[there]) = (all[there], all[here]);
        Criteria = all;
        Revision++;
    }

    /// <summary>Everything but the criteria.</summary>
    public Outcome<Done> Save(ReviewFormSettings settings, ReviewFormUse use)
    {
        var refusals = new List<Refusal>();
        var scores = ReadScale(settings.Scores, nameof(settings.Scores), ScoreScale, use.Scores);
        var confidences = ReadScale(settings.Confidences, nameof(settings.Confidences), ConfidenceScale, use.Confidences);
        var labels = ReadLabels(settings.Labels, use);
        refusals.AddRange([.. scores.Refusals, .. confidences.Refusals, .. labels.Refusals]);
        if (labels.Value is { } read && settings.Recommendation != ReviewRequirement.NotAsked && read.Count(label => !label.IsRetired) < 2)
        {
            refusals.Add(new Refusal("review-form.labels", "Write at least two recommendations, or do not ask for one.", nameof(settings.Recommendation)));
        }

        if (settings.Recommendation == ReviewRequirement.Required && RecommendationAsked != ReviewRequirement.Required && use.Submitted > 0)
        {
            refusals.Add(new Refusal("review-form.required-late", "Reviews have been submitted without a recommendation, so it can only be optional.", nameof(settings.Recommendation)));
        }

        var (guidelines, conduct, statement) = (TextLength.Clean(settings.Guidelines), TextLength.Clean(settings.CodeOfConduct), TextLength.Clean(settings.Statement));
        CheckLength(guidelines, MaxTextLength, nameof(settings.Guidelines));
        CheckLength(conduct, MaxTextLength, nameof(settings.CodeOfConduct));
        CheckLength(statement, MaxStatementLength, nameof(settings.Statement));
        if (refusals.Count > 0)
        {
            return Outcome.No<Done>(refusals);
        }

        (ScoreScale, ConfidenceScale, Labels, RecommendationAsked) = (scores.Value!, confidences.Value!, labels.Value!, settings.Recommendation);
        (Guidelines, CodeOfConduct) = (guidelines, conduct);
        if (statement != Statement)
        {
            Statement = statement;
            StatementVersion++;
        }

        Revision++;
        return Done.Instance;

        void CheckLength(string text, int most, string field)
        {
            if (text.Length > most)
            {
                refusals.Add(new Refusal("review-form.too-long", $"Shorten this to {most:N0} characters.", field));
            }
        }
    }

    /// <summary>What saving would do to reviews and reviewers; empty when nobody would notice.</summary>
    /// <param name="accepted">How many people accepted the statement as it is now.</param>
    public IReadOnlyList<string> EffectsOf(ReviewFormSettings settings, ReviewFormUse use, int accepted)
    {
        var effects = new List<string>();
        if (use.Scores > 0 && Scale.Read(settings.Scores, "").Value is { } scores && !scores.SequenceEqual(ScoreScale))
        {
            effects.Add($"{(use.Scores == 1 ? "One review has" : $"{use.Scores} reviews have")} an overall score: the numbers stay, and the new words will stand beside them.");
        }

        if (use.Confidences > 0 && Scale.Read(settings.Confidences, "").Value is { } confidences && !confidences.SequenceEqual(ConfidenceScale))
        {
            effects.Add($"{(use.Confidences == 1 ? "One review says" : $"{use.Confidences} reviews say")} how confident its reviewer is: the numbers stay, and the new words will stand beside them.");
        }

        foreach (var (id, words) in settings.Labels)
        {
            if (LabelOf(id) is not { IsRetired: false } label || use.Recommendations.GetValueOrDefault(label.Id) is not (> 0 and var chosen))
            {
                continue;
            }

            var now = Person.Clean(words);
            if (now.Length == 0)
            {
                effects.Add($"“{label.Words}” cannot be chosen any more; {(chosen == 1 ? "one review keeps" : $"{chosen} reviews keep")} it.");
            }
            else if (now != label.Words)
            {
                effects.Add($"“{label.Words}” becomes “{now}”, also in {(chosen == 1 ? "the review" : $"the {chosen} reviews")} that chose it.");
            }
        }

        if (AsksRecommendation && settings.Recommendation == ReviewRequirement.NotAsked && use.Recommendations.Count > 0)
        {
            effects.Add("Recommendations that were given stay and remain visible to you.");
        }

        var statement = TextLength.Clean(settings.Statement);
        if (statement != Statement && accepted > 0)
        {
            effects.Add(statement.Length == 0
                ? $"{People(accepted)} accepted the statement on language models. What they accepted is kept; nobody is asked any more."
                : $"{People(accepted)} accepted the statement on language models as it is. What they accepted is kept, and they are asked again before they submit another review.");
        }

        return effects;
    }

    private static string People(int count) => count == 1 ? "One reviewer has" : $"{count} reviewers have";

    private static string Reviews(int answers) => answers == 1 ? "One review answers" : $"{answers} reviews answer";

    private static Outcome<ScalePoint[]> ReadScale(string typed, string field, IReadOnlyList<ScalePoint> before, int inUse)
    {
        var read = Scale.Read(typed, field);
        return read.Succeeded && inUse > 0 && read.Value.Length != before.Count
            ? new Refusal("review-form.scale-in-use", $"Reviews use this scale already, so it keeps its {before.Count} points. Their words may change.", field)
            : read;
    }

    private Outcome<RecommendationLabel[]> ReadLabels(IReadOnlyList<(Guid? Id, string Words)> typed, ReviewFormUse use)
    {
        var read = new List<RecommendationLabel>();
        foreach (var (id, words) in typed)
        {
            var (label, clean) = (LabelOf(id), Person.Clean(words));
            if (clean.Length > RecommendationLabel.MaxLength)
            {
                return new Refusal("review-form.label-too-long", $"Shorten each recommendation to {RecommendationLabel.MaxLength} characters.", "Recommendation");
            }

            if (clean.Length > 0)
            {
                // The words of one that was retired mean that one: what chose it and what will choose it count together.
                label ??= Labels.FirstOrDefault(known => string.Equals(known.Words, clean, StringComparison.OrdinalIgnoreCase)
                    && read.TrueForAll(kept => kept.Id != known.Id) && !typed.Any(other => other.Id == known.Id && Person.Clean(other.Words).Length > 0));
                read.Add(new RecommendationLabel(label?.Id ?? Guid.NewGuid(), clean, false));
            }
        }

        // What somebody chose is never forgotten.
        read.AddRange(Labels.Where(label => read.TrueForAll(kept => kept.Id != label.Id) && use.Recommendations.GetValueOrDefault(label.Id) > 0).Select(label => label with { IsRetired = true }).ToList());
        var chosen = read.Where(label => !label.IsRetired).ToList();
        if (chosen.Count > MostLabels)
        {
            return new Refusal("review-form.labels", $"At most {MostLabels} recommendations can be offered.", "Recommendation");
        }

        return chosen.DistinctBy(label => label.Words, StringComparer.OrdinalIgnoreCase).Count() < chosen.Count
            ? new Refusal("review-form.labels", "Two recommendations have the same name.", "Recommendation")
            : read.ToArray();
    }
}
