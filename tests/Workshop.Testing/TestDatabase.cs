using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workshop.Data;
using Workshop.Migrations.PostgreSql;
using Workshop.Migrations.Sqlite;

namespace Workshop.Testing;

/// <summary>
/// A migrated, empty database of its own for each test host, copied from a template that is migrated once per process. Which kind is said by
/// WORKSHOP_TEST_DATABASE: Sqlite (the default) or PostgreSql, then with the connection of a server in WORKSHOP_TEST_POSTGRESQL.
/// </summary>
public sealed class TestDatabase : IDisposable
{
    private static readonly Lazy<string> SqliteTemplate = new(MigrateSqliteTemplate);
    private static readonly Lazy<string> PostgreSqlTemplate = new(MigratePostgreSqlTemplate);
    private static readonly Lazy<long> WholeTriggers = new(CountTemplateTriggers);

    // Triggers and foreign keys rest meanwhile, so that the order of the tables does not matter.
    private const string DeleteEverything =
        """
        DO $$
        DECLARE
            found_table record;
            has_rows boolean;
        BEGIN
            SET LOCAL session_replication_role = replica;
            FOR found_table IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '__EFMigrationsHistory' LOOP
                EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', found_table.tablename) INTO has_rows;
                IF has_rows THEN
                    EXECUTE format('DELETE FROM %I', found_table.tablename);
                END IF;
            END LOOP;
        END $$
        """;

    private readonly string _name = $"workshop_{Guid.NewGuid():n}";

    private bool _disposed;

    public TestDatabase()
    {
        DataDirectory = Directory.CreateTempSubdirectory("workshop-test-").FullName;
        Make();
    }

    public static bool IsPostgreSql => Environment.GetEnvironmentVariable("WORKSHOP_TEST_DATABASE") == "PostgreSql";

    /// <summary>What <c>Data:Directory</c> must say.</summary>
    public string DataDirectory { get; }

    /// <summary>The settings that make a host use this database.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Data:Directory"] = DataDirectory,
        ["Database:Provider"] = IsPostgreSql ? "PostgreSql" : "Sqlite",
        ["Database:PostgreSql"] = IsPostgreSql ? Connection(_name, pooling: true) : "",
    };

    /// <summary>As it was at first; a host that uses it may go on when nothing of it is under way.</summary>
    public void Empty()
    {
        if (IsPostgreSql && IsWhole())
        {
            // Most tests fill a dozen tables: deleting takes a tenth of the time of copying the template.
            Execute(DeleteEverything, _name);
            return;
        }

        Drop();
        Make();
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        Drop();
        Directory.Delete(DataDirectory, recursive: true);
    }

    private string SqliteFile => Path.Combine(DataDirectory, "workshop.db");

    private void Make()
    {
        if (IsPostgreSql)
        {
            Execute($"CREATE DATABASE {_name} TEMPLATE {PostgreSqlTemplate.Value}");
        }
        else
        {
            File.Copy(SqliteTemplate.Value, SqliteFile);
        }
    }

    private void Drop()
    {
        if (IsPostgreSql)
        {
            using var connection = new NpgsqlConnection(Connection(_name, pooling: true));
            NpgsqlConnection.ClearPool(connection);
            Execute($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
            return;
        }

        // Pooled connections keep their files: closing them lets SQLite tidy up before the file goes.
        using (var connection = new SqliteConnection(SqliteDatabase.ConnectionString(SqliteFile)))
        {
            SqliteConnection.ClearPool(connection);
        }

        foreach (var file in Directory.EnumerateFiles(DataDirectory, "workshop.db*"))
        {
            File.Delete(file);
        }
    }

    private static string MigrateSqliteTemplate()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("workshop-template-").FullName, "workshop.db");
        var options = new DbContextOptionsBuilder<WorkshopDb>();
        options.UseWorkshopSqlite(file);
        using (var db = new WorkshopDb(options.Options))
        {
            db.Database.Migrate();
            // Everything into the one file that is copied: no write-ahead log beside it.
            db.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        SqliteConnection.ClearAllPools();
        return file;
    }

    // Not from the template itself: a connection to it would be in the way of whoever copies it.
    private static long CountTemplateTriggers()
    {
        var name = $"workshop_whole_{Guid.NewGuid():n}";
        Execute($"CREATE DATABASE {name} TEMPLATE {PostgreSqlTemplate.Value}");
        return TriggersOf(name);
    }

    private static string MigratePostgreSqlTemplate()
    {
        var name = $"workshop_template_{Guid.NewGuid():n}";
        Execute($"CREATE DATABASE {name}");
        var options = new DbContextOptionsBuilder<WorkshopDb>();
        options.UseWorkshopPostgreSql(Connection(name, pooling: false));
        using var db = new WorkshopDb(options.Options);
        db.Database.Migrate();
        return name;
    }

    /// <summary>Whether no test took a trigger away: rows are no trouble, what the migrations made is.</summary>
    private bool IsWhole() => TriggersOf(_name) == WholeTriggers.Value;

    private static long TriggersOf(string database) => (long)Execute("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal", database)!;

    private static object? Execute(string sql, string database = "postgres")
    {
        using var connection = new NpgsqlConnection(Connection(database, pooling: database != "postgres"));
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names made here, no input.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    private static string Connection(string database, bool pooling)
    {
        var server = Environment.GetEnvironmentVariable("WORKSHOP_TEST_POSTGRESQL")
            ?? throw new InvalidOperationException("WORKSHOP_TEST_POSTGRESQL must name a PostgreSQL server; tests/run.sh starts one.");
        return new NpgsqlConnectionStringBuilder(server) { Database = database, Pooling = pooling, MaxPoolSize = 20 }.ToString();
    }
}
