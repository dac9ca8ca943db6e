using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Settings;

/// <summary>Adds a submission type, or changes one.</summary>
public sealed class SaveType(EditForm edit)
{
    /// <param name="typeId">Null for a new one.</param>
    public Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, Guid? typeId, int revision, SubmissionTypeSettings settings, CancellationToken cancel) =>
        edit.RunAsync(organizer, eventId, revision, (form, of) =>
        {
            if (typeId is null)
            {
                var added = form.AddType(of, settings);
                return Task.FromResult(added.Succeeded ? Done.Instance : Outcome.No<Done>(added.Refusals));
            }

            return Task.FromResult(form.TypeOf(typeId) is { } type ? form.ChangeType(of, type, settings) : EditForm.ChangedElsewhere);
        }, "form.type-saved", () => $"The submission type “{settings.Name.Trim()}” was {(typeId is null ? "added" : "changed")}.", cancel);
}

/// <summary>Removes a type that no submission has.</summary>
public sealed class RemoveType(WorkshopDb db, EditForm edit)
{
    public async Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, Guid typeId, CancellationToken cancel)
    {
        var name = "";
        return await edit.RunAsync(organizer, eventId, null, async (form, _) =>
        {
            if (form.TypeOf(typeId) is not { } type)
            {
                return Done.Instance;
            }

            name = type.Name;
            return form.RemoveType(type, await db.Submissions.CountAsync(s => s.TypeId == typeId, cancel));
        }, "form.type-removed", () => $"The submission type “{name}” was removed.", cancel);
    }
}

/// <summary>Moves a type by one place.</summary>
public sealed class MoveType(EditForm edit)
{
    public Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, Guid typeId, bool up, CancellationToken cancel) =>
        edit.RunAsync(organizer, eventId, null, (form, _) =>
        {
            if (form.TypeOf(typeId) is { } type)
            {
                form.MoveType(type, up);
            }

            return Task.FromResult<Outcome<Done>>(Done.Instance);
        }, "form.type-moved", () => "The order of the submission types was changed.", cancel);
}
