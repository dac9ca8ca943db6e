using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Archive;
using Workshop.Migrations.PostgreSql;
using Workshop.Migrations.Sqlite;

namespace Workshop.IntegrationTests.Archive;

/// <summary>Whoever adds a table or a text to an event decides what archives make of it: these fail until then.</summary>
[Trait("Database", "none")]
public sealed class ArchiveDeclarationTests
{
    private static readonly ArchivePlan Plan = PlanOf(options => options.UseWorkshopSqlite("never-opened.db"));

    [Fact]
    public void Every_table_of_an_event_is_declared()
    {
        var silent = Plan.Parts.Select(part => part.Name).Where(name => !ArchiveTables.IsDeclared(name));

        Assert.Empty(silent); // ArchiveTables: may organizers have it, is it configuration, is it personal?
    }

    [Fact]
    public void Every_text_of_an_event_is_declared()
    {
        var silent =
            from part in Plan.Parts
            where !ArchiveTables.Of(part.Name).IsPersonal
            from column in part.Columns
            where column.Type == typeof(string) && !column.IsEnum && !ArchiveColumns.IsDeclared(part.Name, column.Name)
            select $"{part.Name}.{column.Name}";

        Assert.Empty(silent); // ArchiveColumns: what stands in it, and what stands there without personal data?
    }

    [Fact]
    public void Nothing_is_declared_that_is_not_there()
    {
        var columns = Plan.Parts.SelectMany(part => part.Columns.Select(column => $"{part.Name}.{column.Name}")).ToHashSet(StringComparer.Ordinal);

        Assert.DoesNotContain(ArchiveColumns.All, declared => !columns.Contains(declared));
        Assert.Empty(ArchiveTables.All.Select(table => table.Name).Except(Plan.Parts.Select(part => part.Name)));
    }

    [Fact]
    public void What_opens_something_is_in_no_archive()
    {
        string[] doors = ["DeskPasses", "HeldImports", "HeldForms", "Registrations", "SignInAttempts", "AspNetUsers", "AspNetUserPasskeys", "AspNetUserTokens", "AspNetUserLogins", "AspNetUserClaims", "MailPauses", "Subscriptions"];

        Assert.Empty(Plan.Parts.Select(part => part.Name).Intersect(doors));
        Assert.Equal(-1, Plan[ArchiveTables.People].IndexOf("IsAdministrator"));
        Assert.Equal(ColumnContent.Secret, ArchiveColumns.Of("Reviewers", "TokenHash"));
        Assert.Equal(ColumnContent.Secret, ArchiveColumns.Of("SomethingNew", "FeedToken"));
    }

    [Fact]
    public void Both_databases_have_the_same_plan()
    {
        var other = PlanOf(options => options.UseWorkshopPostgreSql("Host=nowhere"));

        Assert.Equal(Plan.Migration, other.Migration);
        Assert.Equal(Plan.Parts.Select(part => part.Name), other.Parts.Select(part => part.Name));
        Assert.Equal(Plan.Parts.SelectMany(part => part.Columns.Select(column => $"{part.Name}.{column.Name}:{column.Type}:{column.IsNullable}")), other.Parts.SelectMany(part => part.Columns.Select(column => $"{part.Name}.{column.Name}:{column.Type}:{column.IsNullable}")));
    }

    private static ArchivePlan PlanOf(Action<DbContextOptionsBuilder> choose)
    {
        var options = new DbContextOptionsBuilder<WorkshopDb>();
        choose(options);
        using var db = new WorkshopDb(options.Options);
        return ArchivePlan.Of(db);
    }
}
