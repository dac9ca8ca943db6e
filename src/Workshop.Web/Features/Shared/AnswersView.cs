using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Shared;

/// <summary>Answers for whoever may read them, and files beside the PDF: shown by <c>_Answers</c>.</summary>
/// <param name="Files">Those of the supplement.</param>
/// <param name="Href">Where a file is fetched.</param>
/// <param name="ShowsNames">Whether the reader may know what the author's computer called a file.</param>
public sealed record AnswersView(IReadOnlyList<ShownAnswer> Answers, IReadOnlyList<AttachedFile> Files, Func<AttachedFile, string> Href, bool ShowsNames)
{
    public string NameOf(AttachedFile file, int place) => ShowsNames ? file.FileName : $"{(file.Kind == AttachmentKinds.Pdf ? "PDF" : "File")} {place}";
}
