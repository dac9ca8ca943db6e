using Microsoft.EntityFrameworkCore;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Data;

internal static class OwnPaperTrigger
{
    /// <summary>What the database forbids is allowed from now on, in this test's own database.</summary>
    public static Task DropAsync(WorkshopApp app) => app.QueryAsync(db => TestDatabase.IsPostgreSql
        ? db.Database.ExecuteSqlRawAsync("DROP TRIGGER \"CK_ReviewAssignments_NoOwnPaper\" ON \"ReviewAssignments\"")
        : db.Database.ExecuteSqlRawAsync("DROP TRIGGER \"CK_ReviewAssignments_NoOwnPaper_Insert\"; DROP TRIGGER \"CK_ReviewAssignments_NoOwnPaper_Update\""));
}
