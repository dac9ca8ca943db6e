using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Data;

namespace Workshop.Testing;

/// <summary>Counts what is asked of the database, to show that a list asks as often for three rows as for one.</summary>
public sealed class QueryCounter : DbCommandInterceptor
{
    private int _count;

    public int Count => _count;

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Interlocked.Increment(ref _count);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _count);
        return ValueTask.FromResult(result);
    }

    /// <summary>Watches every database context of <paramref name="app"/>; before its first request.</summary>
    public static QueryCounter Watch(WorkshopApp app)
    {
        var counter = new QueryCounter();
        app.With(services => services.ConfigureDbContext<WorkshopDb>(options => options.AddInterceptors(counter)));
        return counter;
    }

    /// <summary>How many queries one successful GET makes; the page is fetched once before, so that nothing is counted that happens only once.</summary>
    public async Task<int> OfPageAsync(HttpClient browser, string path)
    {
        using var warm = await browser.GetAsync(new Uri(path, UriKind.Relative));
        warm.EnsureSuccessStatusCode();
        var before = _count;
        using var response = await browser.GetAsync(new Uri(path, UriKind.Relative));
        response.EnsureSuccessStatusCode();
        return _count - before;
    }
}
