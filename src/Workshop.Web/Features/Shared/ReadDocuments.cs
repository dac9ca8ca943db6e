using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Matching;
using Workshop.Domain.Matching;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Features.Shared;

/// <param name="Read">Files whose words are known now and were not before.</param>
/// <param name="Unreadable">Files without words: scans, damaged, locked, which are not tried again; and those that took too long, perhaps because the machine was busy, which are.</param>
/// <param name="HasReader">False when Poppler is not installed: then nothing was read, and nothing is held against the files.</param>
public sealed record DocumentsRead(int Read, int Unreadable, bool HasReader);

/// <summary>
/// Reads the first words of the PDFs that stand in an event and have not been read yet. Can be cancelled, run twice and on two nodes: what is read stays read. Who may see
/// these words: nobody; they only weigh in affinities, and single terms in explanations for organizers who manage the paper.
/// </summary>
public sealed class ReadDocuments(WorkshopDb db, PdfFirstWords reader, TimeProvider time)
{
    /// <summary>So many files are in memory, and handed to the tools, at a time.</summary>
    private const int AtOnce = 4;

    /// <param name="progress">Hears how many of how many are done, the first time with 0; null when nobody listens. Not called when there is nothing to read.</param>
    public async Task<DocumentsRead> RunAsync(Guid eventId, Func<int, int, Task>? progress, CancellationToken cancel)
    {
        var unread = await db.LoadUnreadFilesAsync(eventId, cancel);
        var (read, unreadable, done) = (0, 0, 0);
        foreach (var hashes in unread.Chunk(AtOnce))
        {
            if (progress is not null)
            {
                await progress(done, unread.Count);
            }

            var files = await db.Files.Where(file => hashes.Contains(file.Sha256)).Select(file => new { file.Sha256, file.Content }).ToListAsync(cancel);
            var found = await Task.WhenAll(files.Select(async file => (file.Sha256, Words: await reader.ReadAsync(file.Content, cancel))));
            if (Array.Exists(found, each => each.Words.End == PdfWordsEnd.NoReader))
            {
                return new DocumentsRead(read, unreadable, false);
            }

            await KeepAsync([.. found.Where(each => each.Words.End != PdfWordsEnd.TooDemanding)], cancel);
            read += found.Count(each => each.Words.End == PdfWordsEnd.Read);
            unreadable += found.Count(each => each.Words.End != PdfWordsEnd.Read);
            done += hashes.Length;
        }

        if (progress is not null && done > 0)
        {
            await progress(done, unread.Count);
        }

        return new DocumentsRead(read, unreadable, true);
    }

    private async Task KeepAsync(IReadOnlyList<(string Sha256, PdfFirstWordsFound Words)> found, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        DocumentText[] texts = [.. found.Select(each => new DocumentText { Sha256 = each.Sha256, Text = each.Words.Text, ReadAt = now })];
        while (true)
        {
            try
            {
                db.AddRange(texts);
                await db.SaveChangesAsync(cancel);
                return;
            }
            catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.DocumentTextOnce))
            {
                // Another node read one of them meanwhile, and found the same.
                string[] hashes = [.. texts.Select(text => text.Sha256)];
                var known = await db.DocumentTexts.Where(text => hashes.Contains(text.Sha256)).Select(text => text.Sha256).ToListAsync(cancel);
                Array.ForEach(texts, text => db.Entry(text).State = EntityState.Detached);
                texts = [.. texts.Where(text => !known.Contains(text.Sha256))];
            }
            finally
            {
                Array.ForEach(texts, text => db.Entry(text).State = EntityState.Detached);
            }
        }
    }
}
