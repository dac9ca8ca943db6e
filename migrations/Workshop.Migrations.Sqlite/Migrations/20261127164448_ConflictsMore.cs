using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workshop.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ConflictsMore : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_ConflictRulings",
                table: "ConflictRulings");

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "ConflictRulings",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddPrimaryKey(
                name: "PK_ConflictRulings",
                table: "ConflictRulings",
                columns: new[] { "SubmissionId", "PersonId", "Kind" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_ConflictRulings",
                table: "ConflictRulings");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "ConflictRulings");

            migrationBuilder.AddPrimaryKey(
                name: "PK_ConflictRulings",
                table: "ConflictRulings",
                columns: new[] { "SubmissionId", "PersonId" });
        }
    }
}
