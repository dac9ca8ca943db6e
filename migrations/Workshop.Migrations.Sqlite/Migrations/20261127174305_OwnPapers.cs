using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workshop.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class OwnPapers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Whoever wrote a submission never reviews it, whatever the code above believes. A rebuild of the table drops triggers: a test looks for these.
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

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER \"CK_ReviewAssignments_NoOwnPaper_Insert\";");
            migrationBuilder.Sql("DROP TRIGGER \"CK_ReviewAssignments_NoOwnPaper_Update\";");
        }
    }
}
