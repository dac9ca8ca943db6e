namespace Workshop.Domain.Matching;

/// <summary>Where one affinity comes from. The shares of the past papers add up to <paramref name="Affinity"/>; see <see cref="Affinities.Explain"/>.</summary>
/// <param name="Regime">Which texts were compared: the same ones for every past paper.</param>
public sealed record AffinityExplanation(double Affinity, MatchingRegime Regime, IReadOnlyList<PastPaperShare> PastPapers);

/// <summary>
/// What one past paper gives to an affinity. The cosine says how close the paper and the submission are, 0 to 1; the share is its part of
/// the affinity, in the affinity's own unit, and the shares of the terms add up to it.
/// </summary>
public sealed record PastPaperShare(string Id, double Cosine, double Share, IReadOnlyList<TermShare> Terms);

/// <summary>
/// What one term gives to an affinity through one past paper. Texts are compared by stem; the word is the spelling that the texts of this
/// run use most, for people to read.
/// </summary>
public sealed record TermShare(string Stem, string Word, double Share);
