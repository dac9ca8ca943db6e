using System.Data.Common;

namespace Workshop.Data;

/// <summary>Tells that a serializable transaction was overtaken by another one. PostgreSQL reports it; SQLite makes the later one wait instead.</summary>
public static class SerializationFailure
{
    private const string SqlState = "40001";

    public static bool IsSerializationFailure(this Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is DbException { SqlState: SqlState })
            {
                return true;
            }
        }

        return false;
    }
}
