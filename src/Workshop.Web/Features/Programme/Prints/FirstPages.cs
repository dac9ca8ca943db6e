using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Workshop.Domain;
using Workshop.Domain.Submissions;
using Workshop.Web.Platform.Pdf;
using Workshop.Web.Platform.Print;

namespace Workshop.Web.Features.Programme.Prints;

/// <summary>Pictures of the first pages of prints, made by the printer itself. The last of them are kept in memory under the hash of what was laid out, so that the same page is never set twice.</summary>
public sealed class FirstPages(IPdfPrinter printer, PageImages images) : IDisposable
{
    private const int PixelsPerInch = 80;

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = 16_000_000 });

    /// <summary>The same for the same layout only.</summary>
    public static string KeyOf(string html) => StoredFile.HashOf(Encoding.UTF8.GetBytes(html));

    /// <returns>A PNG.</returns>
    public async Task<Outcome<byte[]>> DrawAsync(string html, CancellationToken cancel)
    {
        var key = KeyOf(html);
        if (_kept.TryGetValue(key, out byte[]? kept))
        {
            return kept!;
        }

        var page = await printer.PrintFirstPageAsync(html, cancel);
        if (!page.Succeeded)
        {
            return page;
        }

        var picture = await images.RenderAtAsync(page.Value, 1, PixelsPerInch, cancel);
        if (picture.Succeeded)
        {
            _kept.Set(key, picture.Value, new MemoryCacheEntryOptions { Size = picture.Value.Length, SlidingExpiration = TimeSpan.FromMinutes(30) });
        }

        return picture;
    }

    public void Dispose() => _kept.Dispose();
}
