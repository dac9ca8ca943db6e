namespace Workshop.Web.Features.Shared;

/// <summary>When the headers of this request arrived.</summary>
public sealed record ArrivalTime(DateTimeOffset At)
{
    public static DateTimeOffset Of(HttpContext context) =>
        context.Features.Get<ArrivalTime>()?.At ?? throw new InvalidOperationException("UseArrivalTime must come first in the pipeline.");
}
