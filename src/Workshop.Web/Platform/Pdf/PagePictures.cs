using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;
using Workshop.Domain;

namespace Workshop.Web.Platform.Pdf;

/// <summary>
/// The pictures of pages that people look at: small ones to choose from, all drawn at once, and large ones one by one. The last of them are kept in memory, at most 48 MB: they
/// follow from the files, and looking at a paper should write nothing. Who may see a file is the caller's business.
/// </summary>
public sealed class PagePictures(PageImages images) : IDisposable
{
    /// <summary>So many pages of a file get a small picture.</summary>
    public const int MostSmall = 12;

    /// <summary>Pixels to the inch of a large picture: with it a place in points is known on the picture.</summary>
    public const int PixelsPerInch = 110;

    private const int SmallWidth = 240;

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = 48_000_000 });
    private readonly ConcurrentDictionary<string, Lazy<Task<Outcome<byte[][]>>>> _underWay = new(StringComparer.Ordinal);

    /// <param name="key">Of the file, by its content: the same bytes give the same pictures.</param>
    /// <param name="page">Counted from 1; null comes back for a page that the file does not have, or not within <see cref="MostSmall"/>.</param>
    /// <param name="read">Gives the file; only asked when there is something to draw.</param>
    public async Task<byte[]?> SmallAsync(string key, int page, Func<Task<ReadOnlyMemory<byte>>> read)
    {
        if (page is < 1 or > MostSmall)
        {
            return null;
        }

        var all = await GetAsync($"small {key}", async () => await images.RenderFirstAsync(await read(), MostSmall, SmallWidth, CancellationToken.None));
        return all.Succeeded && page <= all.Value.Length ? all.Value[page - 1] : null;
    }

    /// <summary>Like the small one, and for every page.</summary>
    public async Task<byte[]?> LargeAsync(string key, int page, Func<Task<ReadOnlyMemory<byte>>> read)
    {
        if (page < 1)
        {
            return null;
        }

        var one = await GetAsync($"large {page} {key}", async () =>
        {
            var drawn = await images.RenderAtAsync(await read(), page, PixelsPerInch, CancellationToken.None);
            return drawn.Succeeded ? new byte[][] { drawn.Value } : Outcome.No<byte[][]>(drawn.Refusals);
        });
        return one.Succeeded ? one.Value[0] : null;
    }

    public void Dispose() => _kept.Dispose();

    /// <summary>A page of pictures asks for all of them at the same moment: they are drawn once, and not given up because one of the askers went away.</summary>
    private async Task<Outcome<byte[][]>> GetAsync(string key, Func<Task<Outcome<byte[][]>>> draw)
    {
        if (_kept.TryGetValue(key, out Outcome<byte[][]>? kept))
        {
            return kept!;
        }

        try
        {
            var drawn = await _underWay.GetOrAdd(key, _ => new Lazy<Task<Outcome<byte[][]>>>(draw)).Value;

            // What cannot be drawn is remembered too, for a while: a page that is looked at again and again must not try each time.
            var size = drawn.Succeeded ? drawn.Value.Sum(picture => picture.LongLength) : 100;
            _kept.Set(key, drawn, new MemoryCacheEntryOptions { Size = size, SlidingExpiration = TimeSpan.FromMinutes(drawn.Succeeded ? 30 : 2) });
            return drawn;
        }
        finally
        {
            _underWay.TryRemove(key, out _);
        }
    }
}
