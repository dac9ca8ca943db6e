namespace Workshop.Domain.Assignment;

/// <summary>What a <see cref="GroupRule"/> is about; it decides how the rule is named to people and priced as an option, never what it demands.</summary>
public enum GroupKind
{
    /// <summary>Reviewers whose affinity is at least a bar.</summary>
    AboveBar,

    /// <summary>Reviewers of one institution.</summary>
    Institution,

    /// <summary>Reviewers with experience.</summary>
    Senior,

    Other,
}

/// <summary>
/// Of a paper's reviewers, at least <paramref name="Least"/> and at most <paramref name="Most"/> are among <paramref name="Reviewers"/>; both ends
/// are included. Paper and reviewers are positions in the problem's lists; reviewers who are no candidates of the paper are ignored, so are
/// repetitions.
/// </summary>
/// <param name="Label">How people are told of it: "at least one senior".</param>
public sealed record GroupRule(int Paper, IReadOnlyList<int> Reviewers, int Least, int Most, GroupKind Kind, string Label);

/// <summary>
/// At most one of two pairs, each a position of a paper and one of a reviewer. That is how mutual reviewing is forbidden: A reviews B's paper or B
/// reviews A's, not both. A pair that is no candidate cannot be assigned, so the exclusion then says nothing.
/// </summary>
public sealed record Exclusion((int Paper, int Reviewer) First, (int Paper, int Reviewer) Second);
