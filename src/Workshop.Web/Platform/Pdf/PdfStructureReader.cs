using System.Text;
using System.Text.Json;
using Workshop.Domain.Pdf;

namespace Workshop.Web.Platform.Pdf;

/// <summary>
/// Reads from a PDF's objects what is not drawn: fonts, scripts, actions, attachments, fields, links, metadata. Walks from the document and from each page along every reference, each object once,
/// without recursion: loops and depth cost nothing.
/// </summary>
internal sealed class PdfStructureReader(QpdfObjects objects, SortedDictionary<int, PageGeometry> geometry)
{
    private const int MostPages = 2000;

    /// <summary>Of each kind; a file that has more is described well enough by that.</summary>
    private const int Most = 1000;

    private const int MostXmp = 1 << 20;

    private static readonly HashSet<string> MediaAnnotations = new(StringComparer.Ordinal) { "Sound", "Movie", "Screen", "3D", "RichMedia" };
    private static readonly HashSet<string> LaunchActions = new(StringComparer.Ordinal) { "Launch", "SubmitForm", "ImportData", "GoToE" };

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<PdfFont> _fonts = [];
    private readonly List<PdfSpot> _scripts = [];
    private readonly List<PdfSpot> _launches = [];
    private readonly List<string> _attachments = [];
    private readonly List<PdfSpot> _fields = [];
    private readonly List<PdfSpot> _media = [];
    private readonly List<PdfLink> _links = [];
    private readonly List<PdfMetadatum> _metadata = [];

    public PdfStructure Read()
    {
        var number = 0;
        foreach (var page in objects.Pages(MostPages))
        {
            number++;
            ReadPage(page, number);
        }

        Walk(objects.Raw(objects.Trailer, "/Root"), new PdfSpot(null, null));
        ReadTexts(objects.Raw(objects.Trailer, "/Info"), null);
        return new PdfStructure
        {
            Fonts = [.. _fonts.Distinct()],
            Scripts = _scripts,
            Launches = _launches,
            Attachments = [.. _attachments.Distinct()],
            Fields = _fields,
            Media = _media,
            Links = _links,
            Metadata = _metadata,
        };
    }

    private void ReadPage(PdfPage page, int number)
    {
        var whole = new PdfSpot(number, null);
        foreach (var annotation in objects.Items(page.Dictionary, "/Annots"))
        {
            Walk(annotation, new PdfSpot(number, BoxOf(annotation, number)));
        }

        Walk(page.Resources, whole);
        Walk(objects.Raw(page.Dictionary, "/AA"), whole);
        Walk(objects.Raw(page.Dictionary, "/AF"), whole);
        Walk(objects.Raw(page.Dictionary, "/Metadata"), whole);
    }

    private PageBox? BoxOf(JsonElement annotation, int number) =>
        geometry.TryGetValue(number, out var page) && objects.Numbers(annotation, "/Rect") is [var x1, var y1, var x2, var y2]
            ? page.FromPage(new UserBox(Math.Min(x1, x2), Math.Min(y1, y2), Math.Max(x1, x2), Math.Max(y1, y2)))
            : null;

    private void Walk(JsonElement start, PdfSpot spot)
    {
        var waiting = new Stack<JsonElement>();
        waiting.Push(start);
        while (waiting.TryPop(out var raw))
        {
            if (QpdfObjects.Reference(raw) is { } reference && !_seen.Add(reference))
            {
                continue;
            }

            var found = objects.Resolve(raw);
            if (found.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in found.EnumerateArray())
                {
                    waiting.Push(item);
                }
            }
            else if (found.ValueKind == JsonValueKind.Object)
            {
                Visit(found, raw, spot);
                foreach (var entry in found.EnumerateObject())
                {
                    // A page is visited as such, with its number; what leads back up leads nowhere new.
                    if (entry.Name is not ("/Parent" or "/P" or "/Pages" or "/Dest" or "/D" or "/Prev" or "/StructTreeRoot" or "/PageLabels") || entry.Value.ValueKind == JsonValueKind.Object)
                    {
                        if (entry.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array || QpdfObjects.Reference(entry.Value) is not null)
                        {
                            waiting.Push(entry.Value);
                        }
                    }
                }
            }
        }
    }

    private void Visit(JsonElement dictionary, JsonElement raw, PdfSpot spot)
    {
        VisitAction(dictionary, spot);
        VisitAnnotation(dictionary, spot);
        if (dictionary.TryGetProperty("/EF", out _))
        {
            Add(_attachments, objects.Text(dictionary, "/UF") ?? objects.Text(dictionary, "/F") ?? "without a name");
        }

        // Fonts kept ready for form fields are on no page.
        if (spot.Page is not null && objects.Name(dictionary, "/Type") == "Font" && objects.Name(dictionary, "/Subtype") is { } kind)
        {
            VisitFont(dictionary, kind);
        }

        if (objects.Name(dictionary, "/Subtype") == "XML" && objects.Name(dictionary, "/Type") == "Metadata" && QpdfObjects.Reference(raw) is { } reference
            && objects.Unpack(reference, MostXmp) is { } xmp)
        {
            Add(_metadata, new PdfMetadatum("XMP", Encoding.UTF8.GetString(xmp)));
        }

        if (objects.Text(dictionary, "/PTEX.FileName") is { } figure)
        {
            Add(_metadata, new PdfMetadatum("Figure", figure));
        }

        if (dictionary.TryGetProperty("/PTEX.InfoDict", out var information))
        {
            ReadTexts(information, "Figure");
        }
    }

    private void VisitAction(JsonElement dictionary, PdfSpot spot)
    {
        switch (objects.Name(dictionary, "/S"))
        {
            case "JavaScript":
                Add(_scripts, spot);
                break;
            case "URI" when objects.Text(dictionary, "/URI") is { } target:
                Add(_links, new PdfLink(target, spot.Page, spot.Box));
                break;
            case { } action when LaunchActions.Contains(action):
                Add(_launches, spot);
                break;
            default:
                break;
        }
    }

    private void VisitAnnotation(JsonElement dictionary, PdfSpot spot)
    {
        if (!dictionary.TryGetProperty("/Rect", out _) || objects.Name(dictionary, "/Subtype") is not { } kind)
        {
            return;
        }

        if (MediaAnnotations.Contains(kind))
        {
            Add(_media, spot);
        }
        else if (kind == "Widget")
        {
            if (FieldType(dictionary) is { } type && type != "Sig")
            {
                Add(_fields, spot);
            }
        }
        else if (kind is not ("Link" or "Popup"))
        {
            foreach (var key in (string[])["/T", "/Contents", "/Subj"])
            {
                if (objects.Text(dictionary, key) is { Length: > 0 } text)
                {
                    Add(_metadata, new PdfMetadatum("Comment", text));
                }
            }
        }
    }

    /// <summary>Inherited from the field that the widget belongs to.</summary>
    private string? FieldType(JsonElement widget)
    {
        for (var depth = 0; depth < 8 && widget.ValueKind == JsonValueKind.Object; depth++)
        {
            if (objects.Name(widget, "/FT") is { } type)
            {
                return type;
            }

            widget = objects.Get(widget, "/Parent");
        }

        return null;
    }

    private void VisitFont(JsonElement font, string kind)
    {
        // The parts of a composite font are visited by themselves, and only they have a file.
        if (kind == "Type0")
        {
            return;
        }

        var name = objects.Name(font, "/BaseFont") ?? objects.Name(font, "/Name") ?? "without a name";
        if (name.Length > 7 && name[6] == '+' && name.AsSpan(0, 6).IndexOfAnyExceptInRange('A', 'Z') < 0)
        {
            name = name[7..];
        }

        var descriptor = objects.Get(font, "/FontDescriptor");
        var isType3 = kind == "Type3";
        var embedded = isType3 || Array.Exists(["/FontFile", "/FontFile2", "/FontFile3"], key => objects.Get(descriptor, key).ValueKind == JsonValueKind.Object);
        Add(_fonts, new PdfFont(name, embedded, isType3));
    }

    private void ReadTexts(JsonElement dictionary, string? under)
    {
        if (objects.Resolve(dictionary) is not { ValueKind: JsonValueKind.Object } found)
        {
            return;
        }

        foreach (var entry in found.EnumerateObject())
        {
            if (QpdfObjects.Text(objects.Resolve(entry.Value)) is { Length: > 0 } text)
            {
                Add(_metadata, new PdfMetadatum(under ?? entry.Name.TrimStart('/'), text));
            }
        }
    }

    private static void Add<T>(List<T> list, T item)
    {
        if (list.Count < Most)
        {
            list.Add(item);
        }
    }
}
