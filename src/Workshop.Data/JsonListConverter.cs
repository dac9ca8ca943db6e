using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Workshop.Data;

/// <summary>A short list of records as JSON in one column: it is read and written as a whole, and no query looks inside. Empty text, as rows from before have it, is the empty list.</summary>
internal sealed class JsonListConverter<T>() : ValueConverter<IReadOnlyList<T>, string>(list => Write(list), text => Read(text))
{
    internal static string Write(IReadOnlyList<T> list) => list.Count == 0 ? "" : JsonSerializer.Serialize(list, JsonSerializerOptions.Default);

    internal static IReadOnlyList<T> Read(string text) => text.Length == 0 ? [] : JsonSerializer.Deserialize<List<T>>(text, JsonSerializerOptions.Default) ?? [];
}

/// <summary>Compares what would be written: records that hold lists are equal by reference only.</summary>
internal sealed class JsonListComparer<T>() : ValueComparer<IReadOnlyList<T>>(
    (left, right) => left == right || (left != null && right != null && JsonListConverter<T>.Write(left) == JsonListConverter<T>.Write(right)),
    list => list.Count,
    list => list);
