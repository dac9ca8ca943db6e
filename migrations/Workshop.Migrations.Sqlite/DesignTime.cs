using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Workshop.Data;

namespace Workshop.Migrations.Sqlite;

/// <summary>For <c>dotnet ef</c> only: it needs a model, never a database.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<WorkshopDb>
{
    public WorkshopDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<WorkshopDb>();
        options.UseWorkshopSqlite("design-time.db");
        return new WorkshopDb(options.Options);
    }
}
