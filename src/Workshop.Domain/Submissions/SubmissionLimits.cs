using Workshop.Domain.Events;

namespace Workshop.Domain.Submissions;

/// <summary>What holds for the file of a submission: what its type says, else what the event says.</summary>
/// <param name="Pages">At most, at least 1.</param>
/// <param name="Megabytes">Of 1024 · 1024 bytes.</param>
/// <param name="RequiresPdf">False: it may be submitted without any.</param>
public sealed record SubmissionLimits(int Pages, int Megabytes, bool RequiresPdf)
{
    public long MaxUploadBytes => Megabytes * 1024L * 1024;

    /// <param name="type">Null for a submission without a type.</param>
    public static SubmissionLimits Of(WorkshopEvent of, SubmissionType? type) =>
        new(type?.PageLimit ?? of.PageLimit, type?.MaxUploadMegabytes ?? of.MaxUploadMegabytes, type?.RequiresPdf ?? true);
}
