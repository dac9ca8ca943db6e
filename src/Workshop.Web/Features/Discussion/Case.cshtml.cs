using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Discussion;

/// <summary>The discussion as organizers open it.</summary>
[Authorize(Policy = Policies.Organizer)]
[EnableRateLimiting(RateLimits.Autosave)]
public sealed class CaseModel(CurrentEvent current, CurrentViewer viewer, DiscussionActs acts, TimeProvider time) : DiscussionPage(current, viewer, acts, time)
{
    protected override string Area => "organize";
}
