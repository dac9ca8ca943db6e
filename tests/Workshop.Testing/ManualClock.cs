namespace Workshop.Testing;

/// <summary>A clock that stands still until a test moves it. Timers are not driven by it: tests call what a timer would.</summary>
public sealed class ManualClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;

    public void Advance(TimeSpan by) => Now += by;
}
