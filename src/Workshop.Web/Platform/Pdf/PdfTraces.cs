using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workshop.Web.Platform.Pdf;

/// <summary>
/// What hangs on pages and says who made them, although nobody sees it on paper: the file name and the information of every figure that pdfTeX took in, metadata
/// of pages and pictures, comments with their authors, signatures, links to mailboxes and to files on the author's disk. Works on a PDF as qpdf writes it in JSON
/// (https://qpdf.readthedocs.io/en/stable/json.html, version 2); the drawing itself is not touched.
/// </summary>
internal static class PdfTraces
{
    private static readonly HashSet<string> NeverKept = new(StringComparer.Ordinal)
    {
        "/Metadata", "/PieceInfo", "/LastModified", "/AA", "/AF", "/AcroForm", "/CreatorInfo", "/OPI", "/PTEX.FileName", "/PTEX.InfoDict", "/PTEX.PageNumber",
    };

    /// <summary>Kinds of annotation that draw something on the page, or lead somewhere. The others are comments, their windows, and whole files.</summary>
    private static readonly HashSet<string> KeptAnnotations = new(StringComparer.Ordinal)
    {
        "/Link", "/Widget", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Caret", "/Stamp", "/Ink",
    };

    private static readonly HashSet<string> OtherAnnotations = new(StringComparer.Ordinal)
    {
        "/Text", "/Popup", "/FileAttachment", "/Sound", "/Movie", "/Screen", "/PrinterMark", "/TrapNet", "/Watermark", "/3D", "/Redact", "/Projection", "/RichMedia",
    };

    /// <summary>Name and time of whoever made the annotation, its text, and what belongs to it.</summary>
    private static readonly string[] NotKeptInAnnotations = ["/T", "/TU", "/TM", "/NM", "/M", "/CreationDate", "/RC", "/Subj", "/Popup", "/IRT", "/V", "/DV", "/Parent", "/PA", "/OC", "/ExData"];

    /// <summary>The update for <c>qpdf --update-from-json</c> that takes all traces away; null when there are none.</summary>
    /// <exception cref="JsonException">This is no such JSON, or nested deeper than any honest file.</exception>
    public static byte[]? Erase(ReadOnlySpan<byte> json)
    {
        if (JsonNode.Parse(QpdfNumbers.WithWholeNumbers(json))?["qpdf"] is not JsonArray { Count: 2 } parts || parts[0] is not JsonObject header || parts[1] is not JsonObject objects)
        {
            throw new JsonException("This is no PDF in qpdf's JSON.");
        }

        var eraser = new Eraser(objects);
        var update = new JsonObject();
        foreach (var (name, body) in objects)
        {
            if (name.StartsWith("obj:", StringComparison.Ordinal) && eraser.Changed(name["obj:".Length..], body!) is { } changed)
            {
                update[name] = changed;
            }
        }

        return update.Count == 0 ? null : Encoding.UTF8.GetBytes(new JsonObject { ["qpdf"] = new JsonArray(header.DeepClone(), update) }.ToJsonString());
    }

    private sealed class Eraser(JsonObject objects)
    {
        /// <summary>The object without traces, null when it has none.</summary>
        public JsonObject? Changed(string reference, JsonNode body)
        {
            if (IsDropped(reference))
            {
                return new JsonObject { ["value"] = null };
            }

            var copy = body.DeepClone().AsObject();
            var changed = copy["stream"] is JsonObject stream ? Clean(stream["dict"]) : Clean(copy["value"]);
            return changed ? copy : null;
        }

        private bool Clean(JsonNode? node) => node switch
        {
            JsonObject dictionary => CleanDictionary(dictionary),
            JsonArray array => CleanArray(array),
            _ => false,
        };

        private bool CleanDictionary(JsonObject dictionary)
        {
            var changed = false;
            foreach (var key in dictionary.Select(entry => entry.Key).Where(NeverKept.Contains).ToList())
            {
                changed |= dictionary.Remove(key);
            }

            if (IsAnnotation(dictionary))
            {
                changed |= CleanAnnotation(dictionary);
            }

            foreach (var (key, value) in dictionary.ToList())
            {
                changed |= IsDropped(value) ? dictionary.Remove(key) : Clean(value);
            }

            return changed;
        }

        private bool CleanArray(JsonArray array)
        {
            var changed = false;
            for (var i = array.Count - 1; i >= 0; i--)
            {
                if (IsDropped(array[i]))
                {
                    array.RemoveAt(i);
                    changed = true;
                }
                else
                {
                    changed |= Clean(array[i]);
                }
            }

            return changed;
        }

        private bool CleanAnnotation(JsonObject annotation)
        {
            var changed = false;
            foreach (var key in NotKeptInAnnotations)
            {
                changed |= annotation.Remove(key);
            }

            // What a text box says stands on the page; what is noted to a highlight does not.
            if (Text(annotation["/Subtype"]) != "/FreeText")
            {
                changed |= annotation.Remove("/Contents");
            }

            if (annotation.ContainsKey("/A") && !IsHarmlessAction(annotation["/A"]))
            {
                changed |= annotation.Remove("/A");
            }

            return changed;
        }

        /// <summary>Within the document, or to the web.</summary>
        private bool IsHarmlessAction(JsonNode? node)
        {
            if (Resolve(node) is not JsonObject action || action.ContainsKey("/Next"))
            {
                return false;
            }

            return Text(Resolve(action["/S"])) switch
            {
                "/GoTo" or "/Named" => true,
                "/URI" => Text(Resolve(action["/URI"])) is { } uri
                    && (uri.StartsWith("u:https://", StringComparison.OrdinalIgnoreCase) || uri.StartsWith("u:http://", StringComparison.OrdinalIgnoreCase)),
                _ => false,
            };
        }

        /// <summary>An annotation that is not kept, or a signature; directly or by reference.</summary>
        private bool IsDropped(JsonNode? node) => Resolve(node) is JsonObject found
            && ((IsAnnotation(found) && !KeptAnnotations.Contains(Text(found["/Subtype"])!)) || found.ContainsKey("/ByteRange"));

        private static bool IsAnnotation(JsonObject dictionary) =>
            Text(dictionary["/Subtype"]) is { } kind && (KeptAnnotations.Contains(kind) || OtherAnnotations.Contains(kind)) && (dictionary.ContainsKey("/Rect") || Text(dictionary["/Type"]) == "/Annot");

        private JsonNode? Resolve(JsonNode? node) =>
            Text(node) is { } reference && reference.EndsWith(" R", StringComparison.Ordinal) && objects[$"obj:{reference}"] is JsonObject found ? found["value"] : node;

        private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }
}
