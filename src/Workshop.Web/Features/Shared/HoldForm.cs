using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.People;

namespace Workshop.Web.Features.Shared;

/// <summary>
/// Keeps what was typed into a form that arrived without a session, until its author has signed in again. Bounded in size, number and time, so that it stores no more
/// than an author could store anyway: a form is held only for the person that it was made for, see <see cref="Typist"/>.
/// </summary>
public sealed class HoldForm(WorkshopDb db, TimeProvider time)
{
    /// <summary>False when there is too much to hold.</summary>
    /// <param name="key">What the browser remembers.</param>
    /// <param name="path">The page with the form.</param>
    public async Task<bool> RunAsync(Guid typist, string key, string path, string fields, bool hadFile, CancellationToken cancel)
    {
        if (fields.Length > HeldForm.MaxLength || path.Length > HeldForm.MaxPathLength || !await db.People.AnyAsync(person => person.Id == typist, cancel))
        {
            return false;
        }

        var now = time.GetUtcNow();
        await db.HeldForms.Where(form => form.PersonId == typist && form.Path == path).ExecuteDeleteAsync(cancel);
        var older = await db.HeldForms.Where(form => form.PersonId == typist).OrderByDescending(form => form.ExpiresAt).Select(form => form.Id).Skip(HeldForm.MaxOfOnePerson - 1).ToListAsync(cancel);
        await db.HeldForms.Where(form => older.Contains(form.Id)).ExecuteDeleteAsync(cancel);
        db.Add(new HeldForm { PersonId = typist, KeyHash = HeldForm.HashOf(key), Path = path, Fields = fields, HadFile = hadFile, ExpiresAt = now + HeldForm.Lasts });
        await db.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>What this person had typed on this page, in the browser that remembers <paramref name="key"/>; it stays until the form is sent again, for pages are loaded twice.</summary>
    public async Task<HeldForm?> FindAsync(Guid person, string key, string path, CancellationToken cancel)
    {
        var (hash, now) = (HeldForm.HashOf(key), time.GetUtcNow());
        return await db.HeldForms.AsNoTracking()
            .Where(form => form.PersonId == person && form.KeyHash == hash && form.Path == path && form.ExpiresAt > now)
            .FirstOrDefaultAsync(cancel);
    }

    /// <summary>The form has arrived after all, from the open page that had sent it: what another page sent stays.</summary>
    /// <param name="tab">The page's id, letters and digits, as its field "tab" says it.</param>
    public Task ForgetTypedInAsync(Guid person, string path, string tab, CancellationToken cancel)
    {
        var said = $"[\"tab\",\"{tab}\"]";
        return db.HeldForms.Where(form => form.PersonId == person && form.Path == path && form.Fields.Contains(said)).ExecuteDeleteAsync(cancel);
    }

    /// <summary>The form has arrived after all.</summary>
    public Task ForgetAsync(Guid person, IReadOnlyCollection<string> paths, CancellationToken cancel) =>
        db.HeldForms.Where(form => form.PersonId == person && paths.Contains(form.Path)).ExecuteDeleteAsync(cancel);
}
