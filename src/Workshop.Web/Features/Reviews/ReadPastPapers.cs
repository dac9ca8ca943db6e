using System.Text;
using Workshop.Domain;
using Workshop.Domain.Pdf;
using Workshop.Domain.Reviewing;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Features.Reviews;

/// <summary>A file that a reviewer chose, not read yet.</summary>
/// <param name="FileName">As their computer says; trusted in nothing.</param>
public sealed record ChosenFile(string FileName, long Size, Func<Stream> Open);

/// <summary>Past papers as they were understood.</summary>
/// <param name="Text">What was pasted, with the BibTeX of chosen files under it.</param>
/// <param name="IsBibTex">How the text was read.</param>
/// <param name="Complaints">What of the text was not understood, by its lines.</param>
/// <param name="Problems">Sentences about files from which nothing was taken.</param>
public sealed record PastPapersRead(IReadOnlyList<NewPastPaper> Papers, string Text, bool IsBibTex, IReadOnlyList<BibTexComplaint> Complaints, IReadOnlyList<string> Problems);

/// <summary>Understands what a reviewer pastes and uploads about what they wrote. Keeps nothing. What a file is, its bytes say.</summary>
public sealed class ReadPastPapers(PdfFronts fronts)
{
    public const int MostFiles = 8;
    public const int LargestFile = 15 << 20;
    private const int LargestText = 1 << 20;

    /// <summary>Refused only as a whole for too much of everything; a file that cannot be read is a problem among the others.</summary>
    public async Task<Outcome<PastPapersRead>> RunAsync(string? text, IReadOnlyList<ChosenFile> files, CancellationToken cancel)
    {
        if (files.Count > MostFiles)
        {
            return new Refusal("past-papers.too-many-files", $"Choose at most {MostFiles} files at a time.", "Files");
        }

        var (pasted, papers, problems) = (new StringBuilder(text ?? ""), new List<NewPastPaper>(), new List<string>());
        foreach (var file in files)
        {
            var name = NameOf(file);
            if (file.Size > LargestFile)
            {
                problems.Add($"{name}: choose a file smaller than {LargestFile >> 20} MB.");
                continue;
            }

            var content = new byte[file.Size];
            await using (var stream = file.Open())
            {
                await stream.ReadExactlyAsync(content, cancel);
            }

            if (FileSniffer.Sniff(content) == FileKind.Pdf)
            {
                var found = await fronts.ReadAsync(content, cancel);
                if (WhyNot(found.Words.End) is { } problem)
                {
                    problems.Add($"{name}: {problem}");
                }
                else
                {
                    papers.Add(Paper(found, name));
                }
            }
            else if (BibTexIn(content) is { } bibTex)
            {
                pasted.Append(pasted.Length == 0 ? "" : "\n\n").Append(bibTex);
            }
            else
            {
                problems.Add($"{name}: this is neither a PDF nor BibTeX.");
            }
        }

        if (pasted.Length > LargestText)
        {
            return new Refusal("past-papers.too-long", "That is more text than fifty papers have. Paste a few of your papers; three to five are enough.", "PastPapers");
        }

        var reading = PastPaperInput.Read(pasted.ToString());
        var source = reading.IsBibTex ? PastPaperSource.BibTeX : PastPaperSource.Pasted;
        return new PastPapersRead([.. reading.Papers.Select(paper => new NewPastPaper(paper, source)), .. papers], pasted.ToString(), reading.IsBibTex, reading.Complaints, problems);
    }

    private static NewPastPaper Paper(PdfFrontFound found, string name)
    {
        var title = found.Front.Title.Length > 0 ? found.Front.Title : Path.GetFileNameWithoutExtension(name);
        return new NewPastPaper(new PastPaperDetails(title, found.Front.Abstract, [], null), PastPaperSource.Pdf, found.Words.Text);
    }

    private static string? WhyNot(PdfWordsEnd end) => end switch
    {
        PdfWordsEnd.Read => null,
        PdfWordsEnd.NoText => "this PDF has no text, as scans have none. Paste title and abstract instead.",
        PdfWordsEnd.NeedsPassword => "this PDF needs a password. Upload it without one, or paste title and abstract.",
        PdfWordsEnd.TooDemanding => "reading this PDF takes too long. Paste title and abstract instead.",
        PdfWordsEnd.NoReader => "PDFs cannot be read on this server. Paste title and abstract instead.",
        _ => "this PDF is damaged. Paste title and abstract instead.",
    };

    /// <summary>In UTF-8, or as older programs write it.</summary>
    private static string? BibTexIn(byte[] content)
    {
        if (content.Length > LargestText)
        {
            return null;
        }

        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            text = Encoding.Latin1.GetString(content);
        }

        return BibTex.IsIn(text) ? text : null;
    }

    private static string NameOf(ChosenFile file)
    {
        var name = Domain.People.Person.Clean(file.FileName[(file.FileName.LastIndexOfAny(['/', '\\']) + 1)..]);
        return name.Length == 0 ? "A file" : CutText.To(name, 100);
    }
}
