using System.Text.Json;
using Workshop.Domain.Jobs;
using Workshop.Web.Features.Programme.Print;

namespace Workshop.Web.Features.Programme.Prints;

/// <summary>Everything that can be printed, the two books first.</summary>
public sealed class PrintDocuments(IEnumerable<IPrintDocument> documents)
{
    private static readonly string[] First = ["booklet", "book"];

    public IReadOnlyList<IPrintDocument> All { get; } =
        [.. documents.OrderBy(document => Array.IndexOf(First, document.Kind) is >= 0 and var place ? place : First.Length).ThenBy(document => document.Name, StringComparer.Ordinal)];

    /// <summary>Whether an organizer may see a run and fetch what it made: everybody's own, and others' unless what they hold depends on who asked, or nobody knows any more what they hold.</summary>
    public bool MaySee(Guid? organizer, JobRun run) => run.RequestedBy == organizer || (JsonSerializer.Deserialize<PrintWish>(run.Arguments) is { } wish && IsForEveryOrganizer(wish));

    /// <summary>False for the draft: who asks decides which decisions, not yet released, stand in it. Arguments of older runs may have no kind at all.</summary>
    public bool IsForEveryOrganizer(PrintWish wish) => wish is { FromDraft: false, Kind: not null } && Find(wish.Kind) is { IsForAskerAlone: false };

    /// <summary>Null when there is no such kind.</summary>
    public IPrintDocument? Find(string kind) => All.FirstOrDefault(document => document.Kind == kind);
}

public static class PrintDocumentsStartup
{
    /// <summary>Every class of the assembly that is a document; the list makes itself.</summary>
    public static void AddPrintDocuments(this IServiceCollection services)
    {
        services.AddScoped<PrintDocuments>();
        services.AddScoped<PrintMaterialReader>();
        foreach (var type in typeof(PrintDocuments).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IPrintDocument))))
        {
            services.AddScoped(typeof(IPrintDocument), type);
        }
    }
}
