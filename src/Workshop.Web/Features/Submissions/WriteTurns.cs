using Microsoft.EntityFrameworkCore;
using Workshop.Data;

namespace Workshop.Web.Features.Submissions;

/// <summary>
/// Who writes a submission waits here for the turn. SQLite has one writer, and waits for its lock by blocking a thread until a time-out: in a rush that would stop the threads that
/// everybody else needs, and end in errors. Here nobody blocks, and the first to come is the first to go. PostgreSQL has many writers.
/// </summary>
public sealed class WriteTurns(IConfiguration configuration) : IDisposable
{
    private const int WithManyWriters = 16;

    private readonly SemaphoreSlim _turns = new(configuration["Database:Provider"] == "PostgreSql" ? WithManyWriters : 1);

    public async Task<T> TakeAsync<T>(Func<Task<T>> write, CancellationToken cancel)
    {
        await _turns.WaitAsync(cancel);
        try
        {
            return await write();
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>Takes turns until the write is not in the way of another one: each attempt fails only because somebody else's succeeded, and the next one sees what that one saved.</summary>
    /// <param name="worthAnotherAttempt">The constraints that say so.</param>
    public async Task<T> RepeatAsync<T>(WorkshopDb db, Func<Task<T>> write, int attempts, IReadOnlyCollection<string> worthAnotherAttempt, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TakeAsync(write, cancel);
            }
            catch (DbUpdateException failed) when (attempt < attempts && (failed is DbUpdateConcurrencyException || worthAnotherAttempt.Any(name => db.Violates(failed, name))))
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    public void Dispose() => _turns.Dispose();
}
