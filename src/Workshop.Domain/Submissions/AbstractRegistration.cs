namespace Workshop.Domain.Submissions;

/// <summary>What a submission must have to be registered by the abstract deadline: type, title, abstract and authors. Everything else may follow.</summary>
public static class AbstractRegistration
{
    /// <summary>Those of the reasons why a submission is not complete that keep it from being registered too.</summary>
    public static IReadOnlyList<Refusal> PartOf(IEnumerable<Refusal> whyNotComplete) => [.. whyNotComplete.Where(refusal => IsPart(refusal.Field))];

    private static bool IsPart(string? field) =>
        field is nameof(SubmissionContent.TypeId) or nameof(SubmissionContent.Title) or nameof(SubmissionContent.Abstract) || field?.StartsWith(nameof(SubmissionContent.Authors), StringComparison.Ordinal) == true;
}
