using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workshop.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class ReviewForms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Answers",
                table: "Reviews",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "CannotJudgeBecause",
                table: "Reviews",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Recommendation",
                table: "Reviews",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "HandedBack",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AssignmentId = table.Column<Guid>(type: "uuid", nullable: false),
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "uuid", nullable: false),
                    ReviewerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Why = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    SuggestedName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    SuggestedEmail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HandedBack", x => x.Id);
                    table.ForeignKey(
                        name: "FK_HandedBack_ReviewAssignments_AssignmentId",
                        column: x => x.AssignmentId,
                        principalTable: "ReviewAssignments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ReviewAttachments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AssignmentId = table.Column<Guid>(type: "uuid", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    Ending = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    ForAuthors = table.Column<bool>(type: "boolean", nullable: false),
                    UploadedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RemovedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewAttachments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReviewAttachments_Files_Sha256",
                        column: x => x.Sha256,
                        principalTable: "Files",
                        principalColumn: "Sha256",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ReviewAttachments_ReviewAssignments_AssignmentId",
                        column: x => x.AssignmentId,
                        principalTable: "ReviewAssignments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ReviewForms",
                columns: table => new
                {
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    ScoreScale = table.Column<string>(type: "text", nullable: false),
                    ConfidenceScale = table.Column<string>(type: "text", nullable: false),
                    Criteria = table.Column<string>(type: "text", nullable: false),
                    RecommendationAsked = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Labels = table.Column<string>(type: "text", nullable: false),
                    Guidelines = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    CodeOfConduct = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    Statement = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    StatementVersion = table.Column<int>(type: "integer", nullable: false),
                    Others = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    NamesReviewers = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewForms", x => x.EventId);
                    table.ForeignKey(
                        name: "FK_ReviewForms_Events_EventId",
                        column: x => x.EventId,
                        principalTable: "Events",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ReviewWorkingCopies",
                columns: table => new
                {
                    AssignmentId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Fields = table.Column<string>(type: "character varying(300000)", maxLength: 300000, nullable: false),
                    BaseRevision = table.Column<int>(type: "integer", nullable: false),
                    SavedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewWorkingCopies", x => new { x.AssignmentId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_ReviewWorkingCopies_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ReviewWorkingCopies_ReviewAssignments_AssignmentId",
                        column: x => x.AssignmentId,
                        principalTable: "ReviewAssignments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "StatementAcceptances",
                columns: table => new
                {
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    AcceptedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StatementAcceptances", x => new { x.EventId, x.PersonId, x.Version });
                    table.ForeignKey(
                        name: "FK_StatementAcceptances_Events_EventId",
                        column: x => x.EventId,
                        principalTable: "Events",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_StatementAcceptances_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_HandedBack_AssignmentId",
                table: "HandedBack",
                column: "AssignmentId");

            migrationBuilder.CreateIndex(
                name: "IX_HandedBack_EventId",
                table: "HandedBack",
                column: "EventId");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewAttachments_AssignmentId",
                table: "ReviewAttachments",
                column: "AssignmentId");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewAttachments_Sha256",
                table: "ReviewAttachments",
                column: "Sha256");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewAttachments_SubmissionId",
                table: "ReviewAttachments",
                column: "SubmissionId");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewWorkingCopies_PersonId",
                table: "ReviewWorkingCopies",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_StatementAcceptances_PersonId",
                table: "StatementAcceptances",
                column: "PersonId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "HandedBack");

            migrationBuilder.DropTable(
                name: "ReviewAttachments");

            migrationBuilder.DropTable(
                name: "ReviewForms");

            migrationBuilder.DropTable(
                name: "ReviewWorkingCopies");

            migrationBuilder.DropTable(
                name: "StatementAcceptances");

            migrationBuilder.DropColumn(
                name: "Answers",
                table: "Reviews");

            migrationBuilder.DropColumn(
                name: "CannotJudgeBecause",
                table: "Reviews");

            migrationBuilder.DropColumn(
                name: "Recommendation",
                table: "Reviews");
        }
    }
}
