using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;
using Workshop.Domain;
using Workshop.Web.Platform.Pdf;
using Workshop.Web.Platform.Print;

namespace Workshop.Web.Features.Cards;

/// <summary>
/// Draws the cards of events and keeps the last of them in memory. Whoever asks waits a few seconds and no longer: the printer may be busy with a programme. What was begun is finished all the same and is there for the next.
/// </summary>
public sealed partial class EventCards(IPdfPrinter printer, PageImages images, ILogger<EventCards> logger) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>More at a time only make everybody wait: whoever comes on top gets the stand-in.</summary>
    private const int MostUnderWay = 4;

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = 20_000_000 });
    private readonly ConcurrentDictionary<string, Lazy<Task<byte[]?>>> _underWay = new(StringComparer.Ordinal);

    /// <summary>A PNG of 1200 × 630 pixels; null when there is none yet, or none can be drawn here.</summary>
    public async Task<byte[]?> FindAsync(CardFacts facts, CancellationToken cancel)
    {
        if (_kept.TryGetValue(facts.Key, out byte[]? kept))
        {
            return kept is { Length: > 0 } ? kept : null;
        }

        if (_underWay.Count >= MostUnderWay && !_underWay.ContainsKey(facts.Key))
        {
            return null;
        }

        var drawing = _underWay.GetOrAdd(facts.Key, _ => new Lazy<Task<byte[]?>>(() => Task.Run(() => DrawAndKeepAsync(facts)))).Value;
        try
        {
            return await drawing.WaitAsync(Patience, cancel);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    public void Dispose() => _kept.Dispose();

    private async Task<byte[]?> DrawAndKeepAsync(CardFacts facts)
    {
        try
        {
            var drawn = await DrawAsync(facts);
            if (!drawn.Succeeded)
            {
                LogNotDrawn(drawn.Refusal!.Code);
            }

            // That none could be drawn is remembered for a while: not every visitor may start a browser in vain.
            var picture = drawn.Value ?? [];
            _kept.Set(facts.Key, picture, new MemoryCacheEntryOptions { Size = picture.Length + 100, AbsoluteExpirationRelativeToNow = drawn.Succeeded ? TimeSpan.FromDays(7) : TimeSpan.FromMinutes(5) });
            return picture.Length > 0 ? picture : null;
        }
        finally
        {
            _underWay.TryRemove(facts.Key, out _);
        }
    }

    private async Task<Outcome<byte[]>> DrawAsync(CardFacts facts)
    {
        var printed = await printer.PrintFirstPageAsync(CardLayout.Write(facts), CancellationToken.None);
        if (!printed.Succeeded)
        {
            return Outcome.No<byte[]>(printed.Refusals);
        }

        var pictures = await images.RenderFirstAsync(printed.Value, 1, CardLayout.Width, CancellationToken.None);
        return pictures.Succeeded ? pictures.Value[0] : Outcome.No<byte[]>(pictures.Refusals);
    }

    [LoggerMessage(LogLevel.Warning, "The card of an event could not be drawn: {Code}")]
    private partial void LogNotDrawn(string code);
}
