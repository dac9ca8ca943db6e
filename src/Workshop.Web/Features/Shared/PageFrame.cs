namespace Workshop.Web.Features.Shared;

/// <summary>What the layout shows around a page. One per request: a page filter fills it, pages may add to it, the layout reads it last.</summary>
public sealed class PageFrame
{
    /// <summary>Null on pages that belong to no event; the event bar then shows only the product's name.</summary>
    public string? EventName { get; set; }

    public string? EventSlug { get; set; }

    /// <summary>The phase in words, "Reviewing"; null when there is nothing to say.</summary>
    public string? Phase { get; set; }

    public NextDeadline? NextDeadline { get; set; }

    /// <summary>Only the roles that the viewer has; with fewer than two tabs the row is still shown, so that the way back is always there.</summary>
    public IList<RoleTab> RoleTabs { get; } = [];

    /// <summary>Null when nobody is signed in.</summary>
    public string? ViewerName { get; set; }

    /// <summary>The viewer came by a reviewer's link: there is no account behind the name, and what is left is closed, not signed out of.</summary>
    public bool IsAtDesk { get; set; }

    public string AccountHref { get; set; } = "/account";

    public string SignInHref { get; set; } = "/account/sign-in";

    public string SignOutAction { get; set; } = "/account/sign-out";

    /// <summary>One plain sentence above everything, for a demo or a development server.</summary>
    public string? Banner { get; set; }

    /// <summary>Where a development server shows the mail that it keeps to itself; null elsewhere.</summary>
    public string? MailboxHref { get; set; }

    public IList<Notice> Notices { get; } = [];

    /// <summary>When set, browsers without script load the page again after so many seconds; <c>_JobProgress</c> sets it.</summary>
    public int? RefreshSeconds { get; set; }
}

/// <summary>The label has no colon, "Submissions close"; the zone is the event's, by its IANA name.</summary>
public sealed record NextDeadline(string Label, DateTimeOffset At, string ZoneId);

public sealed record RoleTab(string Text, string Href, bool IsCurrent);

/// <summary>What just happened, said once at the top of the next page. A POST to the undo action, when there is one, takes it back.</summary>
public sealed record Notice(NoticeKind Kind, string Text, string? UndoAction = null);

public enum NoticeKind
{
    Done,
    Note,
    Warning,
    Problem,
}
