using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.IntegrationTests.Reviews;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Data;

/// <summary>Whoever wrote a submission never reviews it, whatever the code above the database believes.</summary>
public sealed class OwnPaperTriggerTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("the submitter")]
    [InlineData("an author by a confirmed address")]
    [InlineData("an author by an unconfirmed address")]
    [InlineData("an author by the invited address")]
    public async Task The_database_refuses_an_assignment_of_ones_own_paper_and_its_return(string who)
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var reviewer = await ReviewerAsync(world, who);
        var removed = world.Assign(reviewer, world.Papers[2]);
        removed.Remove("No reviewer of it any more.", _app.Clock.Now);
        await _app.SeedAsync(removed);

        Assert.True(await IsRefusedAsync(db => db.Add(world.Assign(reviewer, world.Papers[0]))));
        Assert.True(await IsRefusedAsync(db => db.ReviewAssignments.Single(assignment => assignment.Id == removed.Id).Renew()));
        Assert.False(await IsRefusedAsync(db => db.Add(world.Assign(reviewer, world.Papers[1]))));

        await OwnPaperTrigger.DropAsync(_app);
        Assert.False(await IsRefusedAsync(db => db.Add(world.Assign(reviewer, world.Papers[0]))));
        Assert.False(await IsRefusedAsync(db => db.ReviewAssignments.Single(assignment => assignment.Id == removed.Id).Renew()));
    }

    [Fact]
    public async Task A_database_with_all_migrations_has_the_triggers()
    {
        var names = await _app.QueryAsync(db => db.Database.SqlQueryRaw<string>(TestDatabase.IsPostgreSql
            ? "SELECT tgname::text AS \"Value\" FROM pg_trigger WHERE NOT tgisinternal"
            : "SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger'").ToListAsync());

        Assert.Superset(
            TestDatabase.IsPostgreSql ? ["CK_ReviewAssignments_NoOwnPaper"] : new HashSet<string> { "CK_ReviewAssignments_NoOwnPaper_Insert", "CK_ReviewAssignments_NoOwnPaper_Update" },
            names.ToHashSet());
    }

    private async Task<Reviewer> ReviewerAsync(ReviewingWorld world, string who)
    {
        Person person;
        var invited = "dora@dora.example";
        switch (who)
        {
            case "the submitter":
                person = await _app.QueryAsync(db => db.People.SingleAsync(one => one.Name == ReviewingWorld.SecretAuthor));
                // Nothing but having handed it in ties them: the author list names somebody else.
                await _app.QueryAsync(db => db.Authors.Where(author => author.NormalizedEmail == ReviewingWorld.Cleo).ExecuteUpdateAsync(set => set.SetProperty(author => author.NormalizedEmail, "other@other.example")));
                break;
            case "an author by a confirmed address":
                person = await _app.PersonAsync("Dora", "dora@dora.example", "second@dora.example");
                await _app.QueryAsync(db => db.Authors.Where(author => author.NormalizedEmail == ReviewingWorld.Cleo).ExecuteUpdateAsync(set => set.SetProperty(author => author.NormalizedEmail, "second@dora.example")));
                break;
            case "an author by an unconfirmed address":
                person = await _app.PersonAsync("Dora", "dora@dora.example");
                await _app.SeedAsync(new PersonEmail { PersonId = person.Id, Address = ReviewingWorld.Cleo, NormalizedAddress = ReviewingWorld.Cleo, AddedAt = _app.Clock.Now });
                break;
            default:
                person = await _app.PersonAsync("Dora", "dora@dora.example");
                invited = ReviewingWorld.Cleo;
                break;
        }

        var reviewer = Given.Reviewer(world.Event, person, invited);
        await _app.SeedAsync(reviewer);
        return reviewer;
    }

    private Task<bool> IsRefusedAsync(Action<WorkshopDb> change) => _app.QueryAsync(async db =>
    {
        change(db);
        try
        {
            await db.SaveChangesAsync();
            return false;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.NoOwnPaper))
        {
            return true;
        }
    });
}
