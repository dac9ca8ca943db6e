using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workshop.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Discussion : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "FirstSubmittedAt",
                table: "Reviews",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AuthorResponses",
                columns: table => new
                {
                    SubmissionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 100000, nullable: false),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SentBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthorResponses", x => x.SubmissionId);
                    table.ForeignKey(
                        name: "FK_AuthorResponses_Submissions_SubmissionId",
                        column: x => x.SubmissionId,
                        principalTable: "Submissions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DiscussionDigests",
                columns: table => new
                {
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LastAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    IsMuted = table.Column<bool>(type: "INTEGER", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DiscussionDigests", x => new { x.EventId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_DiscussionDigests_Events_EventId",
                        column: x => x.EventId,
                        principalTable: "Events",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_DiscussionDigests_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DiscussionDrafts",
                columns: table => new
                {
                    SubmissionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Of = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 100000, nullable: false),
                    BaseRevision = table.Column<int>(type: "INTEGER", nullable: false),
                    SavedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DiscussionDrafts", x => new { x.SubmissionId, x.PersonId, x.Of });
                    table.ForeignKey(
                        name: "FK_DiscussionDrafts_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_DiscussionDrafts_Submissions_SubmissionId",
                        column: x => x.SubmissionId,
                        principalTable: "Submissions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DiscussionMarks",
                columns: table => new
                {
                    SubmissionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReadUpTo = table.Column<int>(type: "INTEGER", nullable: false),
                    ToldUpTo = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DiscussionMarks", x => new { x.SubmissionId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_DiscussionMarks_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_DiscussionMarks_Submissions_SubmissionId",
                        column: x => x.SubmissionId,
                        principalTable: "Submissions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DiscussionMessages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AssignmentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Audience = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 10000, nullable: false),
                    PostedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EditedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    WithdrawnAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DiscussionMessages", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DiscussionMessages_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DiscussionMessages_ReviewAssignments_AssignmentId",
                        column: x => x.AssignmentId,
                        principalTable: "ReviewAssignments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_DiscussionMessages_Submissions_SubmissionId",
                        column: x => x.SubmissionId,
                        principalTable: "Submissions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ReviewingRules",
                columns: table => new
                {
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OthersReviews = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Opening = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    OpensAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Discusses = table.Column<bool>(type: "INTEGER", nullable: false),
                    ReviewersNamedSince = table.Column<DateTime>(type: "TEXT", nullable: true),
                    OrganizersNamedSince = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SignedSince = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DigestHours = table.Column<int>(type: "INTEGER", nullable: false),
                    DigestQuotes = table.Column<bool>(type: "INTEGER", nullable: false),
                    ResponseOpens = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ResponseCloses = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ResponseLimit = table.Column<int>(type: "INTEGER", nullable: false),
                    ResponseShowsScores = table.Column<bool>(type: "INTEGER", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewingRules", x => x.EventId);
                    table.ForeignKey(
                        name: "FK_ReviewingRules_Events_EventId",
                        column: x => x.EventId,
                        principalTable: "Events",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AuthorResponses_EventId",
                table: "AuthorResponses",
                column: "EventId");

            migrationBuilder.CreateIndex(
                name: "IX_DiscussionDigests_PersonId",
                table: "DiscussionDigests",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_DiscussionDrafts_PersonId",
                table: "DiscussionDrafts",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_DiscussionMarks_PersonId",
                table: "DiscussionMarks",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_DiscussionMessages_AssignmentId",
                table: "DiscussionMessages",
                column: "AssignmentId");

            migrationBuilder.CreateIndex(
                name: "IX_DiscussionMessages_EventId_PostedAt",
                table: "DiscussionMessages",
                columns: new[] { "EventId", "PostedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_DiscussionMessages_PersonId",
                table: "DiscussionMessages",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "UX_DiscussionMessages_Number",
                table: "DiscussionMessages",
                columns: new[] { "SubmissionId", "Number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuthorResponses");

            migrationBuilder.DropTable(
                name: "DiscussionDigests");

            migrationBuilder.DropTable(
                name: "DiscussionDrafts");

            migrationBuilder.DropTable(
                name: "DiscussionMarks");

            migrationBuilder.DropTable(
                name: "DiscussionMessages");

            migrationBuilder.DropTable(
                name: "ReviewingRules");

            migrationBuilder.DropColumn(
                name: "FirstSubmittedAt",
                table: "Reviews");
        }
    }
}
