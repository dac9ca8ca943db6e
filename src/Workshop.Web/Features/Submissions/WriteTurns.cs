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

    public void Dispose() => _turns.Dispose();
}
