using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.FileProviders;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Exports.Site;

/// <summary>The files beside the pages of the static site, from our own wwwroot.</summary>
internal static partial class SiteAssets
{
    private static readonly string[] Copied = ["export/site.css", "export/maths.js", "export/embed.js", "export/widget.js", "lib/katex/katex.min.js"];

    public static async Task AddToAsync(TemporaryZip zip, IFileProvider files, CancellationToken cancel)
    {
        foreach (var path in Copied)
        {
            zip.Add($"assets/{Path.GetFileName(path)}", await ReadAsync(files, path, cancel));
        }

        zip.Add("assets/katex.min.css", await KatexStyleAsync(files, cancel));
    }

    /// <summary>With its fonts inside: from a folder some browsers let a style sheet load no other file.</summary>
    private static async Task<string> KatexStyleAsync(IFileProvider files, CancellationToken cancel)
    {
        var style = Encoding.UTF8.GetString(await ReadAsync(files, "lib/katex/katex.min.css", cancel));
        var written = new StringBuilder();
        var at = 0;
        foreach (Match match in Source().Matches(style))
        {
            var font = await ReadAsync(files, $"lib/katex/fonts/{match.Groups["font"].Value}.woff2", cancel);
            written.Append(style, at, match.Index - at).Append(CultureInfo.InvariantCulture, $"src:url(data:font/woff2;base64,{Convert.ToBase64String(font)}) format(\"woff2\")");
            at = match.Index + match.Length;
        }

        return written.Append(style, at, style.Length - at).ToString();
    }

    private static async Task<byte[]> ReadAsync(IFileProvider files, string path, CancellationToken cancel)
    {
        await using var stream = files.GetFileInfo(path).CreateReadStream();
        using var buffer = new MemoryStream();
        await stream.CopyToAsync(buffer, cancel);
        return buffer.ToArray();
    }

    [GeneratedRegex(@"src:url\(fonts/(?<font>[A-Za-z0-9_-]+)\.woff2\)[^;}]*", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Source();
}
