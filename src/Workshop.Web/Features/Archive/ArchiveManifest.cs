using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workshop.Web.Features.Archive;

/// <summary>Who an archive is for, which says what may be in it. See docs/decisions/0017-what-an-archive-holds.md.</summary>
public enum ArchiveScope
{
    /// <summary>For whoever runs the installation, from its command line.</summary>
    Everything,

    /// <summary>For one organizer: what they may see of the event, and what they have written nowhere else.</summary>
    Organizer,
}

/// <summary>What stands in <c>manifest.json</c>. No date of export: the same event gives the same archive, byte for byte.</summary>
/// <param name="Migration">The newest migration that the database had, by its name.</param>
/// <param name="LeftOut">Sentences. They depend on the kind of archive alone and never on the event, so that they tell nobody what there was to leave out.</param>
public sealed record ArchiveManifest(
    string Format, int FormatVersion, string Product, string Migration, ArchiveScope Scope, bool PersonalData, ArchivedEvent Event, IReadOnlyList<ArchivedPart> Parts, IReadOnlyList<ArchivedFile> Files, IReadOnlyList<string> LeftOut)
{
    public const string FormatName = "workshop-event-archive";
    public const int CurrentFormat = 1;
    public const string Path = "manifest.json";
    public const string ReadMePath = "README.txt";
    public const string FilesFolder = "files/";

    public static string ThisProduct { get; } = typeof(ArchiveManifest).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version ?? "0";

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };
}

public sealed record ArchivedEvent(Guid Id, string Slug, string Name, DateOnly StartsOn, DateOnly EndsOn);

/// <param name="Path">"data/Submissions.jsonl"</param>
/// <param name="Bytes">Unpacked, as is the hash.</param>
public sealed record ArchivedPart(string Path, long Rows, long Bytes, string Sha256);

public sealed record ArchivedFile(string Sha256, long Bytes);
