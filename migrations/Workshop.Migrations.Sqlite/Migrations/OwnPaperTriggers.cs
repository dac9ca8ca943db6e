using Microsoft.EntityFrameworkCore.Migrations;

namespace Workshop.Migrations.Sqlite.Migrations;

/// <summary>
/// Whoever wrote a submission never reviews it, whatever the code above the database believes: nobody is assigned their own paper. SQLite rebuilds a table to change it, and cannot rename the new one while a
/// trigger names the old one ("no such table"): a migration that rebuilds Reviewers, Submissions, Authors, PersonEmails or ReviewAssignments calls <see cref="Drop"/> first, and
/// <see cref="Create"/> comes last: in a migration of its own after it, for EF puts rebuilds behind every other statement of a migration. A test looks for the triggers in a database with all migrations.
/// </summary>
internal static class OwnPaperTriggers
{
    public static void Create(MigrationBuilder migrationBuilder)
    {
        foreach (var (name, when) in new[] { ("Insert", "BEFORE INSERT"), ("Update", "BEFORE UPDATE OF \"RemovedAt\", \"SubmissionId\", \"ReviewerId\"") })
        {
            migrationBuilder.Sql($"""
                CREATE TRIGGER "CK_ReviewAssignments_NoOwnPaper_{name}" {when} ON "ReviewAssignments"
                WHEN NEW."RemovedAt" IS NULL AND EXISTS (
                    SELECT 1 FROM "Reviewers" r JOIN "Submissions" s ON s."Id" = NEW."SubmissionId"
                    WHERE r."Id" = NEW."ReviewerId" AND (
                        s."OwnerId" = r."PersonId"
                        OR EXISTS (SELECT 1 FROM "Authors" a WHERE a."SubmissionId" = s."Id" AND a."NormalizedEmail" <> '' AND (
                            a."NormalizedEmail" = r."NormalizedEmail"
                            OR EXISTS (SELECT 1 FROM "PersonEmails" e WHERE e."PersonId" = r."PersonId" AND e."NormalizedAddress" = a."NormalizedEmail")))))
                BEGIN SELECT RAISE(ABORT, 'constraint "CK_ReviewAssignments_NoOwnPaper" failed'); END;
                """);
        }
    }

    public static void Drop(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("DROP TRIGGER \"CK_ReviewAssignments_NoOwnPaper_Insert\";");
        migrationBuilder.Sql("DROP TRIGGER \"CK_ReviewAssignments_NoOwnPaper_Update\";");
    }
}
