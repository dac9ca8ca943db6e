using Workshop.Web.Platform.Pdf;
using Workshop.Web.Platform.Print;
using Workshop.Web.Platform.Tools;

namespace Workshop.Web.Platform;

public static class PlatformTools
{
    /// <summary>Child processes, what reads and rewrites PDFs with them, and the printer.</summary>
    public static IServiceCollection AddPlatformTools(this IServiceCollection services, IConfiguration settings)
    {
        services.Configure<ToolSettings>(settings.GetSection(ToolSettings.Section));
        services.Configure<PrintSettings>(settings.GetSection(PrintSettings.Section));
        services.AddSingleton<ToolProcess>();
        services.AddSingleton<ToolInventory>();
        services.AddSingleton<PdfInspector>();
        services.AddSingleton<PdfFirstWords>();
        services.AddSingleton<PdfFronts>();
        services.AddSingleton<PageImages>();
        services.AddSingleton<PagePictures>();
        services.AddSingleton<NeutralCopy>();
        services.AddSingleton<PdfDestinations>();
        services.AddSingleton<FoldingPress>();
        services.AddSingleton<PaperBinding>();
        services.AddSingleton<ChromiumSeats>();
        services.AddSingleton<IPdfPrinter, ChromiumPrinter>();
        return services;
    }
}
