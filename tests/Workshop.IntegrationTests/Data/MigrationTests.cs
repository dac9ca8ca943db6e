using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Migrations.PostgreSql;
using Workshop.Migrations.Sqlite;

namespace Workshop.IntegrationTests.Data;

public sealed class MigrationTests
{
    [Fact]
    public void The_sqlite_migrations_are_the_model()
    {
        var options = new DbContextOptionsBuilder<WorkshopDb>();
        options.UseWorkshopSqlite("never-opened.db");
        using var db = new WorkshopDb(options.Options);

        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges(), "Run migrations/add.sh.");
    }

    [Fact]
    public void The_postgresql_migrations_are_the_model()
    {
        var options = new DbContextOptionsBuilder<WorkshopDb>();
        options.UseWorkshopPostgreSql("Host=nowhere");
        using var db = new WorkshopDb(options.Options);

        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges(), "Run migrations/add.sh.");
    }
}
