using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workshop.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AssignmentRuns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "UX_AssignmentProposals_Run",
                table: "AssignmentProposals");

            migrationBuilder.CreateIndex(
                name: "UX_AssignmentProposals_Run",
                table: "AssignmentProposals",
                columns: new[] { "JobRunId", "Kind" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "UX_AssignmentProposals_Run",
                table: "AssignmentProposals");

            migrationBuilder.CreateIndex(
                name: "UX_AssignmentProposals_Run",
                table: "AssignmentProposals",
                column: "JobRunId",
                unique: true);
        }
    }
}
