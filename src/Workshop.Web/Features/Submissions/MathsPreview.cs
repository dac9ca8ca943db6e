namespace Workshop.Web.Features.Submissions;

/// <summary>How a field will be set in type: shown by <c>_MathsPreview</c>, on demand without script and all the time by maths-preview.js.</summary>
/// <param name="FieldId">The control whose text it is.</param>
public sealed record MathsPreview(string FieldId, string Label, string? Text, bool IsShown, bool IsTitle = false);
