using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Shared;

/// <summary>Until when something can be handed in, as a clause after its name: shown by <c>_Deadline</c>.</summary>
public sealed record DeadlineView(SubmissionWindow Window, string ZoneId, DateTimeOffset Now)
{
    public bool IsOver => Now > Window.Deadline;
}
