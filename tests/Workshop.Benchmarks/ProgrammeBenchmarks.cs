using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Programme.Print.Booklet;
using Workshop.Web.Platform;
using Workshop.Web.Platform.Print;

namespace Workshop.Benchmarks;

/// <summary>The whole programme PDF, through a real Chromium and every pass it needs.</summary>
[InProcess]
[WarmupCount(1)]
[IterationCount(3)]
public class ProgrammeBenchmarks
{
    private ProgrammeDocument _programme = null!;
    private IPdfPrinter _printer = null!;

    [Params(57, 400)]
    public int Abstracts { get; set; }

    [GlobalSetup]
    public void Make()
    {
        var world = new TopicWorld(13);
        var starts = new DateTimeOffset(2027, 6, 10, 9, 0, 0, TimeSpan.FromHours(2));
        var items = Enumerable.Range(1, Abstracts).Select(i => new ProgrammeItem(
            $"p{i}", i, null, 90, $"P{i}", $"On {world.Text(world.Mixture(), 8)} in $O(n^{i % 7})$", world.Text(world.Mixture(), 170) + " with $\\sum_i x_i^2 \\le \\varepsilon$.",
            [.. Enumerable.Range(0, 1 + (i % 5)).Select(author => new ProgrammeAuthor($"Author {(char)('A' + (i % 26))}. Family{(i * 7) + author}", ["University of Benchmarks"]))]));
        _programme = new ProgrammeDocument(
            "Benchmarks 2027", new DateOnly(2027, 6, 10), new DateOnly(2027, 6, 10), "Hall", "Copenhagen time",
            [new ProgrammeSession("Posters", SessionKind.Posters, starts, starts.AddHours(2), "Hall", "", [.. items])]);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(BookletLayout).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseStaticWebAssets();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddPlatformTools(builder.Configuration);
        _printer = builder.Build().Services.GetRequiredService<IPdfPrinter>();
    }

    [Benchmark]
    public async Task<int> Print()
    {
        var printed = await _printer.PrintAsync(numbers => BookletLayout.Write(_programme, numbers), CancellationToken.None);
        return printed.Succeeded ? printed.Value.Content.Length : throw new InvalidOperationException(printed.Refusal!.Message);
    }
}
