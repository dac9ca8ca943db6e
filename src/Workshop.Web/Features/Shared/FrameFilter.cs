using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Shared;

/// <summary>Before a page runs: 404 for an event that does not exist. Then fills what the layout shows around the page.</summary>
public sealed class FrameFilter(CurrentEvent current, CurrentViewer viewer, CurrentDeadlines deadlines, PageFrame frame, TimeProvider time, IConfiguration configuration, IHostEnvironment environment) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var found = await current.FindAsync();
        if (found is null && context.RouteData.Values.ContainsKey("slug"))
        {
            context.Result = new NotFoundResult();
            return;
        }

        await FillAsync(context.HttpContext);
        if (context.HandlerInstance is PageModel page && page.TempData[PageAnswers.FlashKey] is string flash)
        {
            frame.Notices.Add(new Notice(NoticeKind.Done, flash));
        }

        await next();
    }

    /// <summary>For answers that are given before a page runs.</summary>
    public async Task FillAsync(HttpContext context)
    {
        var found = await current.FindAsync();
        var who = await viewer.GetAsync();
        frame.ViewerName = who.IsSignedIn ? who.Name : null;
        if (who.IsAtDesk && found is not null)
        {
            frame.IsAtDesk = true;
            frame.AccountHref = $"/e/{found.Slug}/reviews/access";
            frame.SignOutAction = $"/e/{found.Slug}/reviews/access?handler=Close";
        }

        frame.Banner = configuration["Site:Banner"];
        frame.MailboxHref = environment.IsDevelopment() && configuration["Mail:Transport"] == "Captured" ? "/mail/captured" : null;
        if (found is not null)
        {
            Describe(found, await deadlines.GetAsync(context.RequestAborted), time.GetUtcNow());
            // A desk is no session: on other pages of its event there is nothing of it but the way back.
            var hasDesk = !who.IsSignedIn && DeskSession.HasCookie(context) && (await DeskSession.FindAsync(context))?.EventId == found.Id;
            AddTabs(found, who, hasDesk, context.Request.Path);
        }

        if (who.IsAdministrator && found is null)
        {
            // Not among the roles in an event: administrators have no rights there.
            frame.RoleTabs.Add(new RoleTab("Events", "/", context.Request.Path == "/"));
            frame.RoleTabs.Add(new RoleTab("Administration", "/admin", context.Request.Path.StartsWithSegments("/admin", StringComparison.OrdinalIgnoreCase)));
        }
    }

    private void Describe(WorkshopEvent found, PersonalDeadlines own, DateTimeOffset now)
    {
        frame.EventName = found.Name;
        frame.EventSlug = found.Slug;
        frame.Phase = found.Timeline.At(now) switch
        {
            Phase.Announced => "Announced",
            Phase.CallOpen => now > found.AbstractsDue ? "Abstracts closed, PDFs due" : "Call open",
            // A type may close later than the event says.
            Phase.Reviewing => own.Common.Any(deadline => deadline.At >= now) ? "Call open" : "In review",
            Phase.Decided => "Decisions released",
            Phase.ProgrammePublished => "Programme published",
            Phase.TakingPlace => "Taking place",
            _ => "Over",
        };
        if (own.NextAfter(now) is not { } next)
        {
            return;
        }

        if (next.At == found.Timeline.Begins)
        {
            // A day, not an instant: nobody opens the doors at midnight.
            frame.Phase += string.Create(CultureInfo.InvariantCulture, $" · {found.StartsOn:ddd d MMM yyyy}");
        }
        else
        {
            frame.NextDeadline = new NextDeadline(next.Label, next.At, found.ZoneId);
        }
    }

    private void AddTabs(WorkshopEvent found, Domain.People.Viewer who, bool hasDesk, PathString path)
    {
        // A page that answers 404 is followed by the error page in the same scope.
        frame.RoleTabs.Clear();
        var root = $"/e/{found.Slug}";
        void Add(string text, string folder)
        {
            var href = $"{root}/{folder}";
            frame.RoleTabs.Add(new RoleTab(text, href, path.StartsWithSegments(href, StringComparison.OrdinalIgnoreCase)));
        }

        frame.RoleTabs.Add(new RoleTab("Call", root, path.Equals(root, StringComparison.OrdinalIgnoreCase)));
        if (who.IsSignedIn && !who.IsAtDesk)
        {
            Add("Author", "submissions");
        }

        if (hasDesk || who.Reviews(found.Id))
        {
            Add("Review", "reviews");
        }

        if (who.Organizes(found.Id))
        {
            Add("Organize", "organize");
        }

        if (found.ProgrammeReleased is not null)
        {
            Add("Programme", "programme");
        }
    }
}
