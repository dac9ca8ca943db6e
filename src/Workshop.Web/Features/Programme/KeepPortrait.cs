using Workshop.Domain;
using Workshop.Domain.Submissions;
using Workshop.Web.Platform.Pictures;

namespace Workshop.Web.Features.Programme;

/// <summary>A portrait that was uploaded, without what it says about camera, place and time. What is no PNG or JPEG, or a damaged one, is refused.</summary>
internal static class KeepPortrait
{
    public const int LargestMegabytes = 5;

    public static async Task<Outcome<StoredFile>> ReadAsync(IFormFile file, DateTimeOffset now, CancellationToken cancel)
    {
        if (file.Length > LargestMegabytes * 1024L * 1024L)
        {
            return new Refusal("portrait.too-large", $"Choose a picture smaller than {LargestMegabytes} MB.", "Portrait");
        }

        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
        {
            await stream.ReadExactlyAsync(content, cancel);
        }

        var isPicture = PngWithoutTraces.Is(content) || JpegWithoutTraces.Is(content);
        var clean = PngWithoutTraces.Is(content) ? PngWithoutTraces.Make(content) : JpegWithoutTraces.Is(content) ? JpegWithoutTraces.Make(content) : null;
        return clean is not null
            ? StoredFile.Of(clean, now)
            : new Refusal("portrait.kind", isPicture ? "This picture is damaged. Save it again in a picture program, or choose another one." : "Choose a PNG or JPEG picture.", "Portrait");
    }
}
