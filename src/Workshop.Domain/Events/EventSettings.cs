namespace Workshop.Domain.Events;

/// <summary>What organizers decide about an event: everything the call page and the rules need, checked as a whole by <see cref="WorkshopEvent"/>.</summary>
/// <param name="Zone">Where the event takes place.</param>
/// <param name="DeadlineZone">The zone in which the submission deadline is announced: AoE or the event's own.</param>
/// <param name="PageLimit">Pages of the extended abstract, at least 1.</param>
/// <param name="MaxUploadMegabytes">1 to 50; a megabyte is 1024 · 1024 bytes, as file managers count.</param>
/// <param name="GraceMinutes">0 to 1440.</param>
/// <param name="Topics">Lines as <see cref="TopicList"/> reads them: names in order, and headings of groups.</param>
public sealed record EventSettings(
    string Name,
    DateOnly StartsOn,
    DateOnly EndsOn,
    string Venue,
    EventZone Zone,
    EventZone DeadlineZone,
    DateTimeOffset SubmissionsOpen,
    DateTimeOffset SubmissionsClose,
    int GraceMinutes,
    DateTimeOffset? ReviewsDue,
    int PageLimit,
    int MaxUploadMegabytes,
    bool DoubleBlind,
    int ReviewsPerSubmission,
    int MaxLoad,
    string CallText,
    string? ContactEmail,
    IReadOnlyList<string> Topics)
{
    public const int MaxNameLength = 200;
    public const int MaxVenueLength = 300;
    public const int MaxCallTextLength = 50_000;
    public const int LargestUploadMegabytes = 50;

    /// <summary>The last instant at which a new submission may be registered with title, authors and abstract; its PDF follows until <see cref="SubmissionsClose"/>. Null: there is only one deadline.</summary>
    public DateTimeOffset? AbstractsDue { get; init; }

    public Freeze TitleFreeze { get; init; }

    /// <summary>Of the author list, its order included.</summary>
    public Freeze AuthorsFreeze { get; init; }

    /// <summary>Whether owners of drafts are written to before their deadline.</summary>
    public bool RemindsDrafts { get; init; } = true;

    /// <summary>Every reason why these settings make no sense, by field; empty when they do.</summary>
    public IReadOnlyList<Refusal> Check()
    {
        var refusals = new List<Refusal>();
        void Unless(bool fine, string code, string field, string message)
        {
            if (!fine)
            {
                refusals.Add(new Refusal(code, message, field));
            }
        }

        Unless(!string.IsNullOrWhiteSpace(Name), "event.name-missing", nameof(Name), "Give the event a name.");
        Unless(Name.Length <= MaxNameLength, "event.name-too-long", nameof(Name), $"Shorten the name to {MaxNameLength} characters.");
        Unless(Venue.Length <= MaxVenueLength, "event.venue-too-long", nameof(Venue), $"Shorten the venue to {MaxVenueLength} characters.");
        Unless(EndsOn >= StartsOn, "event.ends-before-start", nameof(EndsOn), "The last day is before the first. Choose the same day or a later one.");
        Unless(EndsOn <= StartsOn.AddDays(30), "event.too-long", nameof(EndsOn), "An event lasts at most 31 days. Check the last day.");
        Unless(SubmissionsClose > SubmissionsOpen, "event.closes-before-open", nameof(SubmissionsClose), "The call closes before it opens. Choose a later deadline.");
        Unless(AbstractsDue is null || AbstractsDue > SubmissionsOpen, "event.abstracts-before-open", nameof(AbstractsDue), "Abstracts are due before the call opens. Choose a later time.");
        Unless(AbstractsDue is null || AbstractsDue < SubmissionsClose, "event.abstracts-after-deadline", nameof(AbstractsDue), "The abstract deadline must come before the submission deadline. Choose an earlier time, or none.");
        Unless(AbstractsDue is not null || TitleFreeze != Freeze.AbstractDeadline, "event.freeze-without-deadline", nameof(TitleFreeze), "There is no abstract deadline. Set one, or choose another time for the title.");
        Unless(AbstractsDue is not null || AuthorsFreeze != Freeze.AbstractDeadline, "event.freeze-without-deadline", nameof(AuthorsFreeze), "There is no abstract deadline. Set one, or choose another time for the author list.");
        Unless(ReviewsDue is null || ReviewsDue > SubmissionsClose, "event.reviews-before-deadline", nameof(ReviewsDue), "Reviews are due before submissions close. Choose a later day.");
        Unless(GraceMinutes is >= 0 and <= 1440, "event.grace", nameof(GraceMinutes), "Choose a grace of 0 to 1440 minutes.");
        Unless(PageLimit is >= 1 and <= 200, "event.page-limit", nameof(PageLimit), "Choose a page limit of 1 to 200.");
        Unless(MaxUploadMegabytes is >= 1 and <= LargestUploadMegabytes, "event.upload-limit", nameof(MaxUploadMegabytes), $"Choose a file size of 1 to {LargestUploadMegabytes} MB.");
        Unless(ReviewsPerSubmission is >= 1 and <= 10, "event.reviews-per-submission", nameof(ReviewsPerSubmission), "Choose 1 to 10 reviews for each submission.");
        Unless(MaxLoad is >= 1 and <= 100, "event.max-load", nameof(MaxLoad), "Choose 1 to 100 submissions for each reviewer.");
        Unless(CallText.Length <= MaxCallTextLength, "event.call-text-too-long", nameof(CallText), $"Shorten the text of the call to {MaxCallTextLength:N0} characters.");
        Unless(Topics.All(topic => topic.Length <= Topic.MaxNameLength), "event.topic-too-long", nameof(Topics), $"Shorten each topic to {Topic.MaxNameLength} characters.");
        return refusals;
    }
}
