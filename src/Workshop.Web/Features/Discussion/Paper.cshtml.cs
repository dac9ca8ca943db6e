using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Discussion;

/// <summary>The discussion as its reviewers open it, from the desk.</summary>
[Authorize(Policy = Policies.Reviewer)]
[EnableRateLimiting(RateLimits.Autosave)]
public sealed class PaperModel(CurrentEvent current, CurrentViewer viewer, DiscussionActs acts, TimeProvider time) : DiscussionPage(current, viewer, acts, time)
{
    protected override string Area => "reviews";
}
