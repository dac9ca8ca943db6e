using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Matching;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.IntegrationTests.Reviews;
using Workshop.Testing;
using Workshop.Web.Features.Shared;

namespace Workshop.IntegrationTests.Shared;

public sealed class EventMatchingTests : IDisposable
{
    private readonly WorkshopApp _app = new();
    private readonly QueryCounter _counter;

    public EventMatchingTests() => _counter = QueryCounter.Watch(_app);

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task What_is_kept_follows_every_change_and_equals_reading_everything_anew()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var (tree, anna) = (world.Papers[0], world.AnnaReviews.Id);
        var first = await LoadAsync(world);
        Assert.True(first.Of(tree.Id, anna) > 0);
        Assert.Equal(6, await CountPairsAsync(world));

        await _app.QueryAsync(async db =>
        {
            var paper = await db.Submissions.WithEverything().SingleAsync(s => s.Id == tree.Id);
            _ = paper.Edit(paper.Content with { Title = "Sparse explanations of trees" }, paper.Revision, CallForm.Untouched(world.Event.Id), WorkshopApp.Start.AddDays(1));
            db.Add(new PastPaper { ReviewerId = world.BenReviews.Id, Position = 7, Title = "Sufficient reasons", Abstract = "Trees." });
            return await db.SaveChangesAsync();
        });
        var second = await LoadAsync(world);
        Assert.True(second.Of(tree.Id, anna) > first.Of(tree.Id, anna));
        Assert.True(second.Of(tree.Id, world.BenReviews.Id) > 0);
        await AssertSameAsNewAsync(world, second);

        await _app.QueryAsync(db => db.Submissions.Where(s => s.Id == world.Papers[1].Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.WithdrawnAt, WorkshopApp.Start)));
        await _app.QueryAsync(db => db.PastPapers.Where(paper => paper.ReviewerId == anna).ExecuteDeleteAsync());
        var third = await LoadAsync(world);
        Assert.Null(third.Of(world.Papers[1].Id, world.BenReviews.Id));
        Assert.Null(third.Of(tree.Id, anna));
        await AssertSameAsNewAsync(world, third);

        await _app.QueryAsync(db => db.Reviewers.Where(r => r.Id == anna).ExecuteUpdateAsync(set => set.SetProperty(r => r.State, ReviewerState.Declined)));
        Assert.Equal(2, await CountPairsAsync(world));
        Assert.Empty(await _app.InScopeAsync<EventMatching, IReadOnlyDictionary<Guid, double?>>(matching => matching.OfReviewerAsync(world.Event.Id, anna, CancellationToken.None)));
    }

    [Fact]
    public async Task What_has_not_changed_is_not_read_again()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var before = _counter.Count;
        var first = await LoadAsync(world);
        Assert.Equal(5, _counter.Count - before);

        Assert.Same(first, await LoadAsync(world));

        Assert.Equal(7, _counter.Count - before);
        var one = await _app.InScopeAsync<EventMatching, IReadOnlyDictionary<Guid, double?>>(matching => matching.OfReviewerAsync(world.Event.Id, world.AnnaReviews.Id, CancellationToken.None));
        Assert.All(world.Papers, paper => Assert.Equal(first.Of(paper.Id, world.AnnaReviews.Id), one[paper.Id]));
        Assert.Equal(9, _counter.Count - before);
    }

    [Fact]
    public async Task Many_at_once_get_the_same_answer()
    {
        var world = await ReviewingWorld.MakeAsync(_app);

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => LoadAsync(world)));

        Assert.Single(all.Distinct());
    }

    [Fact]
    public async Task Documents_are_read_once_and_weigh_in_where_both_sides_have_full_text()
    {
        var world = await ReviewingWorld.MakeAsync(_app, papers: 1);
        await _app.QueryAsync(async db =>
        {
            await db.PastPapers.Where(paper => paper.ReviewerId == world.AnnaReviews.Id).ExecuteDeleteAsync();
            db.Add(new PastPaper { ReviewerId = world.AnnaReviews.Id, Position = 0, Title = "Reasons", Abstract = "", Source = PastPaperSource.Pdf, FullText = "We prove a bound." });
            return await db.SaveChangesAsync();
        });
        var before = await LoadAsync(world);
        Assert.Equal(MatchingRegime.TitleAndAbstract, before.All.RegimeOf(0, 0));
        var heard = new List<(int, int)>();

        var read = await ReadAsync(world, heard);
        var again = await ReadAsync(world, heard);

        Assert.Equal((new DocumentsRead(1, 0, true), new DocumentsRead(0, 0, true)), (read, again));
        Assert.Equal([(0, 1), (1, 1)], heard);
        var text = await _app.QueryAsync(db => db.DocumentTexts.SingleAsync());
        Assert.Contains("We prove a bound.", text.Text, StringComparison.Ordinal);
        var after = await LoadAsync(world);
        Assert.True(after.Of(world.Papers[0].Id, world.AnnaReviews.Id) > before.Of(world.Papers[0].Id, world.AnnaReviews.Id));
        // The reviewer's own list does not tell what is in a PDF that they may not open.
        var own = await _app.InScopeAsync<EventMatching, IReadOnlyDictionary<Guid, double?>>(matching => matching.OfReviewerAsync(world.Event.Id, world.AnnaReviews.Id, CancellationToken.None));
        Assert.Equal(before.Of(world.Papers[0].Id, world.AnnaReviews.Id), own[world.Papers[0].Id]);
        Assert.Equal((1, 1), (after.All.Summarize().FullTextPairs, after.All.Summarize().TitleAndAbstractPairs));
        await AssertSameAsNewAsync(world, after);
    }

    [Fact]
    public async Task A_file_without_words_is_tried_once()
    {
        var world = await ReviewingWorld.MakeAsync(_app, papers: 1);
        await StandAsync(world, StoredFile.Of("%PDF-1.7 and nothing else"u8.ToArray(), WorkshopApp.Start));

        Assert.Equal(new DocumentsRead(0, 1, true), await ReadAsync(world, []));

        Assert.Equal("", await _app.QueryAsync(db => db.DocumentTexts.Select(text => text.Text).SingleAsync()));
        Assert.Equal(new DocumentsRead(0, 0, true), await ReadAsync(world, []));
        Assert.Equal(["1"], [(await LoadAsync(world)).All.Summarize().SubmissionsWithoutFullText.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
    }

    [Fact]
    public async Task What_another_node_has_read_meanwhile_does_not_stop_the_reading()
    {
        var world = await ReviewingWorld.MakeAsync(_app, papers: 1);
        var sha = await _app.QueryAsync(db => db.SubmissionVersions.Select(version => version.Sha256).SingleAsync());

        var read = await _app.InScopeAsync<ReadDocuments, DocumentsRead>(documents => documents.RunAsync(
            world.Event.Id,
            async (done, _) =>
            {
                if (done == 0)
                {
                    await _app.SeedAsync(new DocumentText { Sha256 = sha, Text = "theirs", ReadAt = WorkshopApp.Start });
                }
            },
            CancellationToken.None));

        Assert.True(read.HasReader);
        Assert.Equal("theirs", await _app.QueryAsync(db => db.DocumentTexts.Select(text => text.Text).SingleAsync()));
    }

    private Task<EventAffinities> LoadAsync(ReviewingWorld world) => _app.InScopeAsync<EventMatching, EventAffinities>(matching => matching.LoadAsync(world.Event.Id, CancellationToken.None));

    private async Task<int> CountPairsAsync(ReviewingWorld world) => (await LoadAsync(world)).All is var all ? all.Submissions.Count * all.Reviewers.Count : 0;

    private Task<DocumentsRead> ReadAsync(ReviewingWorld world, List<(int, int)> heard) => _app.InScopeAsync<ReadDocuments, DocumentsRead>(documents => documents.RunAsync(
        world.Event.Id,
        (done, total) =>
        {
            heard.Add((done, total));
            return Task.CompletedTask;
        },
        CancellationToken.None));

    private Task<int> StandAsync(ReviewingWorld world, StoredFile file) => _app.QueryAsync(async db =>
    {
        db.Add(file);
        await db.SaveChangesAsync();
        return await db.SubmissionVersions.Where(version => version.SubmissionId == world.Papers[0].Id).ExecuteUpdateAsync(set => set.SetProperty(version => version.Sha256, file.Sha256));
    });

    private async Task AssertSameAsNewAsync(ReviewingWorld world, EventAffinities kept)
    {
        var fresh = await _app.QueryAsync(db => new EventMatching(db, new MatchingMemory()).LoadAsync(world.Event.Id, CancellationToken.None));
        Assert.Equal(fresh.All.Submissions.Select(s => s.Id).Order(), kept.All.Submissions.Select(s => s.Id).Order());
        foreach (var paper in world.Papers)
        {
            foreach (var reviewer in new[] { world.AnnaReviews, world.BenReviews })
            {
                Assert.Equal(fresh.Of(paper.Id, reviewer.Id), kept.Of(paper.Id, reviewer.Id));
            }
        }
    }
}

internal static class Everything
{
    public static IQueryable<Submission> WithEverything(this IQueryable<Submission> submissions) => Workshop.Data.Submissions.SubmissionQueries.WithContent(submissions);
}
