namespace Workshop.Web.Features.Submissions;

/// <summary>Two texts field by field: shown by <c>_Differences</c>.</summary>
/// <param name="MayTake">Each field has a box that takes the saved text when the form is saved.</param>
public sealed record DifferencesView(IReadOnlyList<FieldDifference> Fields, string SavedLabel, string TypedLabel, bool MayTake);
