using Microsoft.AspNetCore.Mvc.Rendering;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Shared;

/// <summary>What ties two people, to choose from in a form. Nothing is chosen before.</summary>
public static class TieChoices
{
    public static IReadOnlyList<SelectListItem> WithoutOwnPaper { get; } =
    [
        new("Choose what ties you", ""),
        Item(ConflictTie.Advisor, "Adviser or student, at any time"),
        Item(ConflictTie.Coauthor, $"Co-author in the last {TieRules.YearsThatCount} years"),
        Item(ConflictTie.SameInstitution, $"Same institution now or in the last {TieRules.YearsThatCount} years"),
        Item(ConflictTie.Family, "Family or close friend"),
        Item(ConflictTie.Financial, "Money: an employer, a grant, a company"),
        Item(ConflictTie.Other, "Something else"),
    ];

    public static IReadOnlyList<SelectListItem> All { get; } = [.. WithoutOwnPaper, Item(ConflictTie.OwnPaper, "Own paper: wrote it, or a part of it")];

    /// <summary>"Co-author, until 2024"; "not said" when nobody did.</summary>
    public static string Words(ConflictTie tie, int? endedIn)
    {
        var words = ConflictRules.Words(tie);
        return words.Length == 0 ? "not said" : $"{char.ToUpperInvariant(words[0])}{words[1..]}{(endedIn is { } year ? $", until {year}" : "")}";
    }

    private static SelectListItem Item(ConflictTie tie, string text) => new(text, tie.ToString());
}
