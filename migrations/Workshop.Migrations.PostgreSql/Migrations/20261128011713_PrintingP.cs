using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workshop.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class PrintingP : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ProgrammeFrontMatter",
                columns: table => new
                {
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    Welcome = table.Column<string>(type: "character varying(10000)", maxLength: 10000, nullable: false),
                    Practical = table.Column<string>(type: "character varying(10000)", maxLength: 10000, nullable: false),
                    Committee = table.Column<string>(type: "text", nullable: false),
                    ThanksReviewers = table.Column<bool>(type: "boolean", nullable: false),
                    Sponsors = table.Column<string>(type: "text", nullable: false),
                    Logo = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Accent = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProgrammeFrontMatter", x => x.EventId);
                    table.ForeignKey(
                        name: "FK_ProgrammeFrontMatter_Events_EventId",
                        column: x => x.EventId,
                        principalTable: "Events",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RememberedPrints",
                columns: table => new
                {
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    FromDraft = table.Column<bool>(type: "boolean", nullable: false),
                    Choices = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RememberedPrints", x => new { x.EventId, x.Kind });
                    table.ForeignKey(
                        name: "FK_RememberedPrints_Events_EventId",
                        column: x => x.EventId,
                        principalTable: "Events",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ProgrammeFrontMatter");

            migrationBuilder.DropTable(
                name: "RememberedPrints");
        }
    }
}
