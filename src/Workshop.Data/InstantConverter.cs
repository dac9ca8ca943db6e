using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Workshop.Data;

/// <summary>
/// Instants are stored as UTC <see cref="DateTime"/>: SQLite cannot sort <see cref="DateTimeOffset"/>. Cut to whole microseconds, which is what
/// PostgreSQL keeps, so that a value compares equal to itself after a round trip on either database.
/// </summary>
internal sealed class InstantConverter() : ValueConverter<DateTimeOffset, DateTime>(
    instant => new DateTime(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc),
    stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
