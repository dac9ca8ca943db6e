using Microsoft.EntityFrameworkCore;

namespace Workshop.Migrations.PostgreSql;

public static class PostgreSqlDatabase
{
    public static DbContextOptionsBuilder UseWorkshopPostgreSql(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(connectionString, provider => provider.MigrationsAssembly(typeof(PostgreSqlDatabase).Assembly).UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery));
}
