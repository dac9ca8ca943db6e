using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Domain.Events;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Data;

public sealed class SlugQueriesTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    [Theory]
    [InlineData(8)]
    [InlineData(WorkshopEvent.MaxSlugLength - 1)]
    [InlineData(WorkshopEvent.MaxSlugLength)]
    public async Task Of_many_events_of_one_name_each_has_an_address_that_is_one(int length)
    {
        var name = new string('a', length);
        var slugs = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            // An archive brings the address that its event had: next time it begins with that.
            var slug = await _app.InScopeAsync<WorkshopDb, string>(db => db.FreeSlugAsync(slugs.LastOrDefault(name), TestContext.Current.CancellationToken));
            await _app.SeedAsync(WorkshopEvent.Create(slug, Given.Settings(), WorkshopApp.Start).Value!);
            slugs.Add(slug);
        }

        Assert.Equal(3, slugs.Distinct().Count());
        Assert.All(slugs, slug => Assert.True(WorkshopEvent.IsSlug(slug) && slug.Length <= WorkshopEvent.MaxSlugLength + 10, slug));
    }

    public void Dispose() => _app.Dispose();
}
