using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Workshop.Domain.Pdf;

namespace Workshop.Web.Platform.Pdf;

/// <summary>
/// Instructions in what programs read of a file beside its pages: properties, notes, form fields, descriptions and replacements in its structure. Only what reads like an instruction
/// is told; everything else there is honest as far as we can know.
/// </summary>
internal sealed partial class HiddenTextStrings(QpdfObjects objects)
{
    private const int MostMetadata = 1 << 20;

    /// <summary>Shorter strings are names and numbers.</summary>
    private const int Shortest = 12;

    private readonly List<HiddenPassage> _found = [];
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    public List<HiddenPassage> Find(IReadOnlyList<PageTrace> pages)
    {
        for (var i = 0; i < pages.Count; i++)
        {
            foreach (var annotation in objects.Items(pages[i].Page.Dictionary, "/Annots"))
            {
                foreach (var key in (string[])["/Contents", "/RC", "/V", "/DV", "/TU", "/T"])
                {
                    Judge(objects.Text(annotation, key), HiddenTextReason.Note, i + 1, Place(annotation, pages[i]));
                }
            }
        }

        if (objects.Get(objects.Trailer, "/Info") is { ValueKind: JsonValueKind.Object } information)
        {
            foreach (var entry in information.EnumerateObject())
            {
                Judge(QpdfObjects.Text(objects.Resolve(entry.Value)), HiddenTextReason.Metadata, null, null);
            }
        }

        foreach (var (reference, body) in objects.All)
        {
            if (body.TryGetProperty("value", out var value))
            {
                Walk(value);
            }
            else if (body.TryGetProperty("stream", out var stream) && objects.Name(stream.GetProperty("dict"), "/Type") == "Metadata" && objects.Unpack(reference, MostMetadata) is { } metadata)
            {
                foreach (var text in Markup().Split(Encoding.UTF8.GetString(metadata)))
                {
                    Judge(text.Trim(), HiddenTextReason.Metadata, null, null);
                }
            }
        }

        return _found;
    }

    /// <summary>No deeper than the JSON reader allows, which is 64.</summary>
    private void Walk(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Walk(item);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var entry in element.EnumerateObject())
            {
                if (entry.Value.ValueKind == JsonValueKind.String)
                {
                    Judge(QpdfObjects.Text(entry.Value), ReasonOf(entry.Name), null, null);
                }
                else
                {
                    Walk(entry.Value);
                }
            }
        }
    }

    private static HiddenTextReason ReasonOf(string key) => key switch
    {
        "/ActualText" => HiddenTextReason.ReplacementText,
        "/Alt" or "/E" => HiddenTextReason.Description,
        "/Contents" or "/RC" or "/V" or "/DV" or "/TU" => HiddenTextReason.Note,
        _ => HiddenTextReason.Metadata,
    };

    private void Judge(string? text, HiddenTextReason reason, int? page, PageBox? box)
    {
        if (text is { Length: >= Shortest } && InstructionPhrases.Score(text) >= InstructionPhrases.Clear && _texts.Add(text))
        {
            _found.Add(new HiddenPassage(page, box, text.Length > HiddenPassage.MostText ? text[..HiddenPassage.MostText] : text, reason));
        }
    }

    private PageBox? Place(JsonElement annotation, PageTrace page)
    {
        if (objects.Numbers(annotation, "/Rect") is not [var x0, var y0, var x1, var y1])
        {
            return null;
        }

        var box = Extent.Around(x0, y0, x1, y1, page.ToPage);
        return new PageBox(Math.Round(box.Left, 1), Math.Round(box.Top, 1), Math.Round(box.Width, 1), Math.Round(box.Height, 1));
    }

    [GeneratedRegex(@"<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Markup();
}
