using Microsoft.EntityFrameworkCore.Migrations;

namespace Workshop.Migrations.PostgreSql.Migrations;

/// <summary>
/// Whoever wrote a submission never reviews it, whatever the code above the database believes: nobody is assigned their own paper. PostgreSQL changes tables in place; only a migration that renames what this
/// reads calls <see cref="Drop"/> first and <see cref="Create"/> last.
/// </summary>
internal static class OwnPaperTriggers
{
    public static void Create(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE FUNCTION "ReviewAssignments_NoOwnPaper"() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF NEW."RemovedAt" IS NULL AND EXISTS (
                    SELECT 1 FROM "Reviewers" r JOIN "Submissions" s ON s."Id" = NEW."SubmissionId"
                    WHERE r."Id" = NEW."ReviewerId" AND (
                        s."OwnerId" = r."PersonId"
                        OR EXISTS (SELECT 1 FROM "Authors" a WHERE a."SubmissionId" = s."Id" AND a."NormalizedEmail" <> '' AND (
                            a."NormalizedEmail" = r."NormalizedEmail"
                            OR EXISTS (SELECT 1 FROM "PersonEmails" e WHERE e."PersonId" = r."PersonId" AND e."NormalizedAddress" = a."NormalizedEmail")))))
                THEN
                    RAISE EXCEPTION 'constraint "CK_ReviewAssignments_NoOwnPaper" failed' USING ERRCODE = 'check_violation', CONSTRAINT = 'CK_ReviewAssignments_NoOwnPaper';
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER "CK_ReviewAssignments_NoOwnPaper" BEFORE INSERT OR UPDATE OF "RemovedAt", "SubmissionId", "ReviewerId" ON "ReviewAssignments"
            FOR EACH ROW EXECUTE FUNCTION "ReviewAssignments_NoOwnPaper"();
            """);
    }

    public static void Drop(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("DROP TRIGGER \"CK_ReviewAssignments_NoOwnPaper\" ON \"ReviewAssignments\"; DROP FUNCTION \"ReviewAssignments_NoOwnPaper\"();");
    }
}
