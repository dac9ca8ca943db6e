using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workshop.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Selections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "TellsPeople",
                table: "ProgrammeVersions",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "ProgrammeSelections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: true),
                    FeedToken = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProgrammeSelections", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProgrammeSelections_Events_EventId",
                        column: x => x.EventId,
                        principalTable: "Events",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ProgrammeSelections_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ProgrammeMarks",
                columns: table => new
                {
                    SelectionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProgrammeMarks", x => new { x.SelectionId, x.Key });
                    table.ForeignKey(
                        name: "FK_ProgrammeMarks_ProgrammeSelections_SelectionId",
                        column: x => x.SelectionId,
                        principalTable: "ProgrammeSelections",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ProgrammeSelections_EventId",
                table: "ProgrammeSelections",
                column: "EventId");

            migrationBuilder.CreateIndex(
                name: "IX_ProgrammeSelections_FeedToken",
                table: "ProgrammeSelections",
                column: "FeedToken",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "UX_ProgrammeSelections_Person",
                table: "ProgrammeSelections",
                columns: new[] { "PersonId", "EventId" },
                unique: true,
                filter: "\"PersonId\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ProgrammeMarks");

            migrationBuilder.DropTable(
                name: "ProgrammeSelections");

            migrationBuilder.DropColumn(
                name: "TellsPeople",
                table: "ProgrammeVersions");
        }
    }
}
