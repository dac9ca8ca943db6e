using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Migrations.Sqlite;

namespace Workshop.IntegrationTests.Data;

public sealed class SqliteBindingTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("workshop-sqlite-");

    [Fact]
    public async Task The_newer_of_bundled_and_system_library_is_used()
    {
        await using var db = Open();
        var used = Version.Parse(await db.Database.SqlQuery<string>($"SELECT sqlite_version() AS Value").SingleAsync(TestContext.Current.CancellationToken));

        Assert.True(used >= new Version(3, 35, 5), $"SQLite {used}");
        if (NativeLibrary.TryLoad("libsqlite3.so.0", out var system))
        {
            var version = Marshal.GetDelegateForFunctionPointer<VersionText>(NativeLibrary.GetExport(system, "sqlite3_libversion"));
            var onSystem = Version.Parse(Marshal.PtrToStringUTF8(version())!);
            Assert.Equal(onSystem > new Version(3, 35, 5) ? onSystem : new Version(3, 35, 5), used);
        }
    }

    [Fact]
    public async Task An_acknowledged_write_is_on_disk_and_foreign_keys_hold()
    {
        await using var db = Open();

        Assert.Equal("wal", await Pragma(db, "journal_mode"));
        Assert.Equal("2", await Pragma(db, "synchronous"));
        Assert.Equal("1", await Pragma(db, "foreign_keys"));
    }

    /// <summary>With a deferred transaction the second of two readers that go on to write fails with BUSY_SNAPSHOT, whatever the timeout.</summary>
    [Fact]
    public async Task Writers_take_turns_instead_of_failing()
    {
        await using (var db = Open())
        {
            await db.Database.ExecuteSqlRawAsync("CREATE TABLE Counter (N INTEGER NOT NULL); INSERT INTO Counter VALUES (0)", TestContext.Current.CancellationToken);
        }

        await Parallel.ForEachAsync(Enumerable.Range(0, 8), TestContext.Current.CancellationToken, async (_, cancel) =>
        {
            for (var turn = 0; turn < 25; turn++)
            {
                await using var db = Open();
                await using var transaction = await db.Database.BeginTransactionAsync(cancel);
                var seen = await db.Database.SqlQuery<int>($"SELECT N AS Value FROM Counter").SingleAsync(cancel);
                await db.Database.ExecuteSqlAsync($"UPDATE Counter SET N = {seen + 1}", cancel);
                await transaction.CommitAsync(cancel);
            }
        });

        await using var after = Open();
        Assert.Equal(200, await after.Database.SqlQuery<int>($"SELECT N AS Value FROM Counter").SingleAsync(TestContext.Current.CancellationToken));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
    }

    private WorkshopDb Open()
    {
        var options = new DbContextOptionsBuilder<WorkshopDb>();
        options.UseWorkshopSqlite(Path.Combine(_directory.FullName, "test.db"));
        return new WorkshopDb(options.Options);
    }

    private static async Task<string> Pragma(WorkshopDb db, string name)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // A name from the test itself.
        command.CommandText = $"PRAGMA {name}";
#pragma warning restore CA2100
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture)!;
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate IntPtr VersionText();
}
