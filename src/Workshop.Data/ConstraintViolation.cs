using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Workshop.Data;

/// <summary>Tells which unique constraint a save ran into, so that a use case can answer with a sentence.</summary>
public static class ConstraintViolation
{
    /// <summary>
    /// Whether <paramref name="exception"/> is the violation of the unique index or key of that database name ("PK_Submissions" for a primary key).
    /// PostgreSQL names the constraint; SQLite names its columns, which are looked up in the model.
    /// </summary>
    public static bool Violates(this WorkshopDb db, DbUpdateException exception, string constraint)
    {
        if (exception.InnerException is not DbException inner)
        {
            return false;
        }

        return inner.Message.Contains($"\"{constraint}\"", StringComparison.Ordinal) || SqliteNames(db, constraint).Any(names => inner.Message.Contains($"constraint failed: {names}'", StringComparison.Ordinal) || inner.Message.EndsWith($"constraint failed: {names}", StringComparison.Ordinal));
    }

    private static IEnumerable<string> SqliteNames(WorkshopDb db, string constraint) =>
        from entity in db.Model.GetEntityTypes()
        let columns = entity.GetIndexes().Where(index => index.GetDatabaseName() == constraint).Select(index => index.Properties)
            .Concat(entity.GetKeys().Where(key => key.GetName() == constraint).Select(key => key.Properties))
        from properties in columns
        select string.Join(", ", properties.Select(property => $"{entity.GetTableName()}.{property.GetColumnName()}"));
}
