using System.IO.Compression;
using System.Text;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Reviews;

/// <summary>A filled form as it arrived.</summary>
/// <param name="Name">Of the file, without folders; for people to read.</param>
public sealed record OfflineText(string Name, string Text);

/// <summary>What one filled form would do.</summary>
/// <param name="AssignmentId">Null when the file fits nothing on this desk.</param>
/// <param name="Number">Of the submission.</param>
/// <param name="Revision">Of the review on the server now: storing is refused when it changes meanwhile.</param>
/// <param name="WasChanged">The review was changed on the server since the form was made: storing replaces something that the form does not know.</param>
/// <param name="Submits">It is handed in, or stays handed in; otherwise it becomes a draft.</param>
/// <param name="Content">What would be stored.</param>
/// <param name="Differences">What changes, field by field.</param>
public sealed record OfflinePlan(
    OfflineText File, Guid? AssignmentId, int Number, string Title, int Revision, bool WasChanged, bool Submits, ReviewContent Content, IReadOnlyList<OfflineProblem> Problems, IReadOnlyList<ReviewDifference> Differences)
{
    public bool MayBeStored => AssignmentId is not null && Differences.Count + (Submits ? 1 : 0) > 0 && Problems.All(problem => !problem.Stops);
}

/// <summary>Reads filled forms and says what they would do; stores nothing.</summary>
public sealed class ReadOfflineForms(WorkshopDb db, TimeProvider time)
{
    private const int MostFiles = 200;

    /// <summary>Of all forms of one upload, unpacked.</summary>
    private const int MostText = 4_000_000;

    /// <summary>What a ZIP may hold beside forms is not read; PDFs that go back and forth are no reason to refuse.</summary>
    private const int MostEntries = 1000;

    public async Task<Outcome<OfflinePlan[]>> RunAsync(Viewer viewer, Guid eventId, IReadOnlyList<ReviewUpload> uploads, CancellationToken cancel)
    {
        if (uploads.Count > MostFiles)
        {
            return TooMuch;
        }

        var texts = new List<OfflineText>();
        foreach (var upload in uploads)
        {
            var read = await UnpackAsync(upload, cancel);
            if (!read.Succeeded)
            {
                return Outcome.No<OfflinePlan[]>(read.Refusals);
            }

            texts.AddRange(read.Value);
            if (texts.Count > MostFiles || texts.Sum(text => (long)text.Text.Length) > MostText)
            {
                return TooMuch;
            }
        }

        if (texts.Count == 0)
        {
            return new Refusal("offline.no-forms", "Choose the forms that you filled in (files that end in .md), or a ZIP with them.", "Files");
        }

        return (await PlanAsync(viewer, eventId, texts, cancel)).ToArray();
    }

    /// <summary>The same for forms that were read before: what they would do now.</summary>
    public async Task<IReadOnlyList<OfflinePlan>> PlanAsync(Viewer viewer, Guid eventId, IReadOnlyList<OfflineText> texts, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var form = await db.LoadReviewFormAsync(eventId, cancel);
        var desk = (await db.LoadOfflineDeskAsync(viewer, eventId, now, cancel)).ToDictionary(item => item.AssignmentId);
        var needsStatement = await db.OwesStatementAsync(form, viewer, eventId, cancel);
        var (plans, seen) = (new List<OfflinePlan>(), new HashSet<Guid>());
        foreach (var text in texts.OrderBy(text => text.Name, StringComparer.OrdinalIgnoreCase))
        {
            plans.Add(Plan(form, text, desk, seen, needsStatement));
        }

        return [.. plans.OrderBy(plan => plan.AssignmentId is null ? int.MaxValue : plan.Number)];
    }

    private static OfflinePlan Plan(ReviewForm form, OfflineText text, Dictionary<Guid, OfflineItem> desk, HashSet<Guid> seen, bool needsStatement)
    {
        var reading = OfflineForm.Read(form, text.Text);
        var problems = reading.Problems.ToList();
        if (reading.Key is not { } key || !desk.TryGetValue(key, out var item))
        {
            if (reading.Key is not null)
            {
                problems.Insert(0, new OfflineProblem(null, "This form fits none of the submissions on your desk. It may have been handed back, or belong to another account.", true));
            }

            return new OfflinePlan(text, null, 0, "", 0, false, false, reading.Content, problems, []);
        }

        if (!seen.Add(key))
        {
            problems.Add(new OfflineProblem(null, $"Another file is about submission {item.Number} as well. Upload one of them.", true));
        }

        var stored = item.Review?.Content ?? new ReviewContent(null, null, "", "");
        var content = reading.Over(stored);
        var submits = reading.Submit || item.Review?.IsSubmitted == true;
        problems.AddRange((submits ? form.CheckComplete(content, stored.Recommendation) : form.CheckDraft(content, stored.Recommendation)).Select(refusal => new OfflineProblem(
            refusal.Code == ReviewForm.RecommendationRetired ? reading.RecommendationLine : null,
            submits && refusal.Code.EndsWith("-missing", StringComparison.Ordinal) ? $"{refusal.Message} Without it, it cannot be submitted." : refusal.Message, true)));
        if (submits && needsStatement && item.Review?.IsSubmitted != true)
        {
            problems.Add(new OfflineProblem(null, "Before the first review is submitted you accept the statement on language models: tick it below.", false));
        }

        var changed = reading.Revision != (item.Review?.Revision ?? 0);
        if (changed)
        {
            problems.Add(new OfflineProblem(null, "The review on the server was changed after this form was made. Storing the form replaces it: compare the two.", false));
        }

        return new OfflinePlan(text, key, item.Number, item.Title, item.Review?.Revision ?? 0, changed, submits && item.Review?.IsSubmitted != true, content, problems, ReviewDifference.Between(stored, content, form));
    }

    private static readonly Refusal TooMuch = new("offline.too-much", $"This is too much for one upload. Choose at most {MostFiles} forms, without other files.", "Files");

    private static async Task<Outcome<List<OfflineText>>> UnpackAsync(ReviewUpload upload, CancellationToken cancel)
    {
        await using var stream = upload.Open();
        if (!upload.FileName.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            var single = await ReadTextAsync(stream, cancel);
            return single is null ? NotText(upload.FileName) : new List<OfflineText> { new(NameOf(upload.FileName), single) };
        }

        var texts = new List<OfflineText>();
        try
        {
            if (await DirectoryLinesAsync(stream, cancel) > MostEntries)
            {
                return TooMuch;
            }

            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            if (zip.Entries.Count > MostEntries)
            {
                return TooMuch;
            }

            var total = 0L;
            // Folders in names lead nowhere: nothing is ever written under a name of the archive. Computers add files of their own that begin with a dot.
            foreach (var entry in zip.Entries.Where(entry => entry.Name.EndsWith(".md", StringComparison.OrdinalIgnoreCase) && !entry.Name.StartsWith('.')))
            {
                // What the directory says about sizes is not believed: reading stops where a form ends.
                await using var packed = await entry.OpenAsync(cancel);
                if (await ReadTextAsync(packed, cancel) is not { } text)
                {
                    return NotText(entry.Name);
                }

                total += text.Length;
                if (total > MostText || texts.Count >= MostFiles)
                {
                    return TooMuch;
                }

                texts.Add(new OfflineText(NameOf(entry.Name), text));
            }
        }
        catch (InvalidDataException)
        {
            return new Refusal("offline.zip", "This ZIP is damaged or locked. Pack the forms again, without a password, or choose them one by one.", "Files");
        }

        return texts;
    }

    /// <summary>How many lines the directory of an archive can have: counted in the bytes, because opening it builds an object for each before anybody can ask how many there are.</summary>
    private static async Task<int> DirectoryLinesAsync(Stream stream, CancellationToken cancel)
    {
        var (buffer, kept, lines) = (new byte[81920], 0, 0);
        while (await stream.ReadAsync(buffer.AsMemory(kept), cancel) is > 0 and var read)
        {
            var filled = kept + read;
            lines += buffer.AsSpan(0, filled).Count("PK\x01\x02"u8);
            // A mark that is cut by the end of this piece is whole in the next one.
            kept = Math.Min(3, filled);
            buffer.AsSpan(filled - kept, kept).CopyTo(buffer);
        }

        stream.Position = 0;
        return lines;
    }

    private static Refusal NotText(string name) => new("offline.not-text", $"“{NameOf(name)}” is no review form: it is too long, or no text in UTF-8. Choose the forms that you filled in.", "Files");

    private static string NameOf(string name) => CutText.To(Person.Clean(name[(name.LastIndexOfAny(['/', '\\']) + 1)..]), 120);

    /// <summary>Null for what is longer than a form can be and for what is no UTF-8.</summary>
    private static async Task<string?> ReadTextAsync(Stream stream, CancellationToken cancel)
    {
        const int Most = OfflineForm.MaxLength * 3;
        var buffer = new byte[Most + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        if (length > Most)
        {
            return null;
        }

        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(buffer, 0, length);
            return text.Length <= OfflineForm.MaxLength && !text.Contains('\0', StringComparison.Ordinal) ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
