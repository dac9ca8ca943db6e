using System.Globalization;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme;

/// <summary>What a change did, to go on from a name or from "Undo:". Submissions are named when it is read, to who may know of them.</summary>
internal sealed record StepSentence(string Text, IReadOnlyList<Guid> Subjects)
{
    public static StepSentence Of(ProgrammeChange change, ProgrammePlan before, ProgrammePlan after)
    {
        var subjects = new List<Guid>();
        string Session(Guid id) => (before.FindSession(id) ?? after.FindSession(id)) is { } session ? $"“{Plain(session.Content.Title)}”" : "a session";
        string Submission(Guid id)
        {
            subjects.Add(id);
            return ProgrammeStep.Subject.ToString();
        }

        string Item(Guid id) => (before.FindItem(id) ?? after.FindItem(id))?.Content switch
        {
            null => "an item",
            { SubmissionId: { } submission } => Submission(submission),
            var content => Own(content),
        };

        string Where(Guid item) => after.SessionOf(item) is { } session ? Session(session.Id) : "a session";
        string Count(int count, string one) => string.Create(CultureInfo.InvariantCulture, $"{count} {one}{(count == 1 ? "" : "s")}");
        var added = after.Placed.Except(before.Placed).ToList();
        string Added()
        {
            if (added.Count == 1)
            {
                return Submission(added[0]);
            }

            // Named or not: who may not know of one of them must not count them either.
            subjects.AddRange(added);
            return Count(added.Count, "submission");
        }

        var text = change switch
        {
            ProgrammeChange.AddSession add => $"added “{Plain(add.Content.Title)}”",
            ProgrammeChange.ChangeSession edit => $"changed {Session(edit.SessionId)}",
            ProgrammeChange.RemoveSession remove => $"removed {Session(remove.SessionId)}",
            ProgrammeChange.CopySession copy => $"copied {Session(copy.SessionId)}",
            ProgrammeChange.Shift shift => string.Create(CultureInfo.InvariantCulture, $"shifted {Session(shift.SessionId)} and what follows by {(shift.Minutes < 0 ? "−" : "+")}{Math.Abs(shift.Minutes)} min"),
            ProgrammeChange.LayOut layOut => $"laid out {layOut.Day.Day.ToString("d MMMM", CultureInfo.InvariantCulture)}",
            ProgrammeChange.AddItem { Content.SubmissionId: null } add => $"added {Own(add.Content)} to {Session(add.SessionId)}",
            ProgrammeChange.AddItem add => $"placed {Submission(add.Content.SubmissionId!.Value)} in {Session(add.SessionId)}",
            ProgrammeChange.ChangeItem edit => $"changed {Item(edit.SlotId)}",
            ProgrammeChange.RemoveItem remove => $"removed {Item(remove.SlotId)} from {(before.SessionOf(remove.SlotId) is { } from ? Session(from.Id) : "a session")}",
            ProgrammeChange.CopyItem copy => $"copied {Item(copy.SlotId)}",
            ProgrammeChange.MoveItem move => $"moved {Item(move.SlotId)} {(move.Up ? "up" : "down")}",
            ProgrammeChange.MoveToNeighbour move => $"moved {Item(move.SlotId)} to {Where(move.SlotId)}",
            ProgrammeChange.MoveTo move => before.SessionOf(move.SlotId)?.Id == move.SessionId ? $"moved {Item(move.SlotId)} within {Session(move.SessionId)}" : $"moved {Item(move.SlotId)} to {Session(move.SessionId)}",
            ProgrammeChange.Swap swap => $"swapped {Item(swap.FirstId)} and {Item(swap.SecondId)}",
            ProgrammeChange.Share share => share.Shares ? $"let {Item(share.SlotId)} share a slot" : $"gave {Item(share.SlotId)} a slot of its own",
            ProgrammeChange.Place place => $"placed {Added()} in {Session(place.SessionId)}",
            ProgrammeChange.Fill fill => $"filled {Session(fill.SessionId)} with {Added()}",
            ProgrammeChange.SetBoards => "numbered the boards",
            ProgrammeChange.Arrange => "arranged the talks by topic",
            _ => "changed the programme",
        };
        return new StepSentence(text, subjects);
    }

    private static string Own(SlotContent content) => $"“{Plain(string.IsNullOrWhiteSpace(content.Title) ? content.Speakers : content.Title)}”";

    /// <summary>Nobody's title takes the place of a submission.</summary>
    private static string Plain(string text) => Domain.CutText.WithMark(text.Replace(ProgrammeStep.Subject, ' ').Trim(), 80);
}
