using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Migrations.PostgreSql;
using Workshop.Migrations.Sqlite;

namespace Workshop.Web.Startup;

public static class Database
{
    public static void AddDatabase(this WebApplicationBuilder builder) =>
        builder.Services.AddDbContext<WorkshopDb>((services, options) =>
            Choose(options, services.GetRequiredService<IConfiguration>(), services.GetRequiredService<DataDirectory>()));

    public static async Task PrepareDatabaseAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkshopDb>();
        var database = db.Database;

        // Migrating compares the whole model with its snapshot each time, even when there is nothing to do.
        if ((await database.GetPendingMigrationsAsync()).Any())
        {
            await database.MigrateAsync();
            await FirstVersions.WriteAsync(db, app.Services.GetRequiredService<TimeProvider>().GetUtcNow(), CancellationToken.None);
        }
    }

    public static DbContextOptionsBuilder Choose(DbContextOptionsBuilder options, IConfiguration configuration, DataDirectory directory) =>
        configuration["Database:Provider"] switch
        {
            "Sqlite" => options.UseWorkshopSqlite(directory.DatabaseFile),
            "PostgreSql" => options.UseWorkshopPostgreSql(configuration["Database:PostgreSql"] ?? ""),
            var other => throw new InvalidOperationException($"Database:Provider is '{other}'; it must be Sqlite or PostgreSql."),
        };
}
