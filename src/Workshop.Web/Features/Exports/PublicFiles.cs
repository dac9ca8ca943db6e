using System.Text;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Exports;

/// <summary>The public programme as files for other people's programs.</summary>
internal static class PublicFiles
{
    public const string ScheduleXml = "schedule.xml";
    public const string ScheduleJson = "schedule.json";
    public const string Json = "programme.json";
    public const string Csv = "programme.csv";
    public const string BibTeX = "citations.bib";
    public const string Ris = "citations.ris";

    public static IReadOnlyList<string> Names { get; } = [ScheduleXml, ScheduleJson, Json, Csv, BibTeX, Ris];

    public static string TypeOf(string name) => name switch
    {
        ScheduleXml => "application/xml; charset=utf-8",
        ScheduleJson or Json => "application/json; charset=utf-8",
        Csv => "text/csv; charset=utf-8",
        BibTeX => "application/x-bibtex; charset=utf-8",
        Ris => "application/x-research-info-systems; charset=utf-8",
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    /// <param name="paperUrl">The PDF that everybody may read; null when there is none.</param>
    public static byte[] Write(string name, WorkshopEvent e, ProgrammeDocument programme, ProgrammeLinks links, Func<ProgrammeItem, string?> paperUrl, bool withMark = true)
    {
        ConferenceSchedule Schedule() => ConferenceSchedule.Of(programme, new ScheduleSource(e.Id, e.Slug, links.Base, links.Programme, links.Item, paperUrl));
        return name switch
        {
            ScheduleXml => ScheduleFile.Xml(Schedule()),
            ScheduleJson => ScheduleFile.JsonText(Schedule()),
            Json => ProgrammeJson.Write(programme, links.Item, paperUrl),
            Csv => TableFiles.Csv(ProgrammeTable.Of(programme, links.Item, paperUrl), withMark),
            BibTeX => Encoding.UTF8.GetBytes(string.Join('\n', Citation.All(programme, links.Item).Select(citation => citation.ToBibTeX()))),
            Ris => Encoding.UTF8.GetBytes(string.Concat(Citation.All(programme, links.Item).Select(citation => citation.ToRis()))),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
    }
}
