using Workshop.Domain.Decisions;

namespace Workshop.Web.Features.Decisions;

/// <summary>How decisions are called on pages and in mails.</summary>
internal static class DecisionWords
{
    /// <summary>The word for the status tag; a colour goes with it.</summary>
    public static string Status(DecisionOutcome outcome) => outcome switch
    {
        DecisionOutcome.Talk => "accepted talk",
        DecisionOutcome.Poster => "accepted poster",
        DecisionOutcome.Waitlist => "waitlist",
        _ => "rejected",
    };

    public static string Choice(DecisionOutcome outcome) => outcome switch
    {
        DecisionOutcome.Talk => "Accept as a talk",
        DecisionOutcome.Poster => "Accept as a poster",
        DecisionOutcome.Waitlist => "Put on the waiting list",
        _ => "Reject",
    };

    /// <summary>What a label can be a kind of.</summary>
    public static string Kind(DecisionOutcome outcome) => outcome switch
    {
        DecisionOutcome.Talk => "Talk",
        DecisionOutcome.Poster => "Poster",
        DecisionOutcome.Waitlist => "Waiting list",
        _ => "Rejection",
    };

    /// <summary>"as a talk", or what the label says.</summary>
    public static string Place(DecisionOutcome outcome, string labelWords) => labelWords.Length > 0 ? labelWords : outcome == DecisionOutcome.Talk ? "as a talk" : "as a poster";

    /// <summary>"9 talks", "1 poster", "3 on the waiting list", "20 rejected".</summary>
    public static string Count(DecisionOutcome outcome, int count) => outcome switch
    {
        DecisionOutcome.Talk => count == 1 ? "1 talk" : $"{count} talks",
        DecisionOutcome.Poster => count == 1 ? "1 poster" : $"{count} posters",
        DecisionOutcome.Waitlist => $"{count} on the waiting list",
        _ => $"{count} rejected",
    };
}
