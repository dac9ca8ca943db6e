using System.Text.Json;

namespace Workshop.Web.Platform.Pdf;

/// <summary>Which layers (optional content, ISO 32000-1, 8.11) are switched off when the file is opened.</summary>
internal sealed class HiddenTextLayers
{
    private readonly QpdfObjects _objects;
    private readonly HashSet<string> _off = new(StringComparer.Ordinal);
    private readonly HashSet<string> _on = new(StringComparer.Ordinal);
    private readonly bool _offByDefault;

    public HiddenTextLayers(QpdfObjects objects)
    {
        _objects = objects;
        var configuration = objects.Get(objects.Get(objects.Catalog, "/OCProperties"), "/D");
        _offByDefault = objects.Name(configuration, "/BaseState") == "OFF";
        _off.UnionWith(objects.Items(configuration, "/OFF").Select(QpdfObjects.Reference).OfType<string>());
        _on.UnionWith(objects.Items(configuration, "/ON").Select(QpdfObjects.Reference).OfType<string>());
    }

    /// <summary>A layer, or a condition on layers. One that is missing or says nothing is on.</summary>
    public bool IsOff(JsonElement raw)
    {
        if (_objects.Resolve(raw) is not { ValueKind: JsonValueKind.Object } layer)
        {
            return false;
        }

        if (_objects.Name(layer, "/Type") != "OCMD")
        {
            return QpdfObjects.Reference(raw) is { } reference && IsOff(reference);
        }

        var members = _objects.Items(layer, "/OCGs").Select(QpdfObjects.Reference).OfType<string>().Select(IsOff).ToList();
        return members.Count > 0 && (_objects.Name(layer, "/P") ?? "AnyOn") switch
        {
            "AllOn" => members.Contains(true),
            "AnyOff" => !members.Contains(true),
            "AllOff" => members.Contains(false),
            _ => !members.Contains(false),
        };
    }

    private bool IsOff(string reference) => _off.Contains(reference) || (_offByDefault && !_on.Contains(reference));
}
