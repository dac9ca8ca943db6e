using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workshop.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Assignment : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "UX_AssignmentProposals_Run",
                table: "AssignmentProposals");

            migrationBuilder.AddColumn<bool>(
                name: "IsSenior",
                table: "Reviewers",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "MinLoad",
                table: "Reviewers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "IsPinned",
                table: "ProposedPair",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Authors",
                table: "PastPapers",
                type: "TEXT",
                maxLength: 10000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "FullText",
                table: "PastPapers",
                type: "TEXT",
                maxLength: 60000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Source",
                table: "PastPapers",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Year",
                table: "PastPapers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "EndedIn",
                table: "Conflicts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Tie",
                table: "Conflicts",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AlterColumn<Guid>(
                name: "JobRunId",
                table: "AssignmentProposals",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AddColumn<Guid>(
                name: "BasedOnId",
                table: "AssignmentProposals",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Bound",
                table: "AssignmentProposals",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "CreatedBy",
                table: "AssignmentProposals",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "AssignmentProposals",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Options",
                table: "AssignmentProposals",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Report",
                table: "AssignmentProposals",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "AssignmentPublications",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PublishedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    PublishedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    UndoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    UndoneBy = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AssignmentPublications", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AssignmentPublications_AssignmentProposals_ProposalId",
                        column: x => x.ProposalId,
                        principalTable: "AssignmentProposals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Bids",
                columns: table => new
                {
                    SubmissionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReviewerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Bids", x => new { x.SubmissionId, x.ReviewerId });
                    table.ForeignKey(
                        name: "FK_Bids_Reviewers_ReviewerId",
                        column: x => x.ReviewerId,
                        principalTable: "Reviewers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Bids_Submissions_SubmissionId",
                        column: x => x.SubmissionId,
                        principalTable: "Submissions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CoauthorCorrections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReviewerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    IsNone = table.Column<bool>(type: "INTEGER", nullable: false),
                    SaidAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CoauthorCorrections", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CoauthorCorrections_Reviewers_ReviewerId",
                        column: x => x.ReviewerId,
                        principalTable: "Reviewers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ConflictRulings",
                columns: table => new
                {
                    SubmissionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    RuledBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    RuledAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConflictRulings", x => new { x.SubmissionId, x.PersonId, x.Kind });
                    table.ForeignKey(
                        name: "FK_ConflictRulings_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ConflictRulings_Submissions_SubmissionId",
                        column: x => x.SubmissionId,
                        principalTable: "Submissions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DocumentTexts",
                columns: table => new
                {
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    ReadAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DocumentTexts", x => x.Sha256);
                });

            migrationBuilder.CreateTable(
                name: "NamedConflicts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    NormalizedEmail = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Tie = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    EndedIn = table.Column<int>(type: "INTEGER", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    NamedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    NamedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NamedConflicts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_NamedConflicts_Submissions_SubmissionId",
                        column: x => x.SubmissionId,
                        principalTable: "Submissions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PairRules",
                columns: table => new
                {
                    SubmissionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReviewerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    SetBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    SetAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PairRules", x => new { x.SubmissionId, x.ReviewerId });
                    table.ForeignKey(
                        name: "FK_PairRules_Reviewers_ReviewerId",
                        column: x => x.ReviewerId,
                        principalTable: "Reviewers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_PairRules_Submissions_SubmissionId",
                        column: x => x.SubmissionId,
                        principalTable: "Submissions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ProposedProblem",
                columns: table => new
                {
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProposedProblem", x => x.ProposalId);
                    table.ForeignKey(
                        name: "FK_ProposedProblem_AssignmentProposals_ProposalId",
                        column: x => x.ProposalId,
                        principalTable: "AssignmentProposals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PublishedChange",
                columns: table => new
                {
                    PublicationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AssignmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Added = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PublishedChange", x => new { x.PublicationId, x.AssignmentId });
                    table.ForeignKey(
                        name: "FK_PublishedChange_AssignmentPublications_PublicationId",
                        column: x => x.PublicationId,
                        principalTable: "AssignmentPublications",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_PublishedChange_ReviewAssignments_AssignmentId",
                        column: x => x.AssignmentId,
                        principalTable: "ReviewAssignments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AssignmentProposals_BasedOnId",
                table: "AssignmentProposals",
                column: "BasedOnId");

            migrationBuilder.CreateIndex(
                name: "UX_AssignmentProposals_Run",
                table: "AssignmentProposals",
                columns: new[] { "JobRunId", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AssignmentPublications_EventId_PublishedAt",
                table: "AssignmentPublications",
                columns: new[] { "EventId", "PublishedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_AssignmentPublications_ProposalId",
                table: "AssignmentPublications",
                column: "ProposalId");

            migrationBuilder.CreateIndex(
                name: "IX_Bids_EventId",
                table: "Bids",
                column: "EventId");

            migrationBuilder.CreateIndex(
                name: "IX_Bids_ReviewerId",
                table: "Bids",
                column: "ReviewerId");

            migrationBuilder.CreateIndex(
                name: "IX_CoauthorCorrections_ReviewerId",
                table: "CoauthorCorrections",
                column: "ReviewerId");

            migrationBuilder.CreateIndex(
                name: "IX_ConflictRulings_EventId",
                table: "ConflictRulings",
                column: "EventId");

            migrationBuilder.CreateIndex(
                name: "IX_ConflictRulings_PersonId",
                table: "ConflictRulings",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_NamedConflicts_SubmissionId",
                table: "NamedConflicts",
                column: "SubmissionId");

            migrationBuilder.CreateIndex(
                name: "IX_PairRules_EventId",
                table: "PairRules",
                column: "EventId");

            migrationBuilder.CreateIndex(
                name: "IX_PairRules_ReviewerId",
                table: "PairRules",
                column: "ReviewerId");

            migrationBuilder.CreateIndex(
                name: "IX_PublishedChange_AssignmentId",
                table: "PublishedChange",
                column: "AssignmentId");

            migrationBuilder.AddForeignKey(
                name: "FK_AssignmentProposals_AssignmentProposals_BasedOnId",
                table: "AssignmentProposals",
                column: "BasedOnId",
                principalTable: "AssignmentProposals",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_AssignmentProposals_AssignmentProposals_BasedOnId",
                table: "AssignmentProposals");

            migrationBuilder.DropTable(
                name: "Bids");

            migrationBuilder.DropTable(
                name: "CoauthorCorrections");

            migrationBuilder.DropTable(
                name: "ConflictRulings");

            migrationBuilder.DropTable(
                name: "DocumentTexts");

            migrationBuilder.DropTable(
                name: "NamedConflicts");

            migrationBuilder.DropTable(
                name: "PairRules");

            migrationBuilder.DropTable(
                name: "ProposedProblem");

            migrationBuilder.DropTable(
                name: "PublishedChange");

            migrationBuilder.DropTable(
                name: "AssignmentPublications");

            migrationBuilder.DropIndex(
                name: "IX_AssignmentProposals_BasedOnId",
                table: "AssignmentProposals");

            migrationBuilder.DropIndex(
                name: "UX_AssignmentProposals_Run",
                table: "AssignmentProposals");

            migrationBuilder.DropColumn(
                name: "IsSenior",
                table: "Reviewers");

            migrationBuilder.DropColumn(
                name: "MinLoad",
                table: "Reviewers");

            migrationBuilder.DropColumn(
                name: "IsPinned",
                table: "ProposedPair");

            migrationBuilder.DropColumn(
                name: "Authors",
                table: "PastPapers");

            migrationBuilder.DropColumn(
                name: "FullText",
                table: "PastPapers");

            migrationBuilder.DropColumn(
                name: "Source",
                table: "PastPapers");

            migrationBuilder.DropColumn(
                name: "Year",
                table: "PastPapers");

            migrationBuilder.DropColumn(
                name: "EndedIn",
                table: "Conflicts");

            migrationBuilder.DropColumn(
                name: "Tie",
                table: "Conflicts");

            migrationBuilder.DropColumn(
                name: "BasedOnId",
                table: "AssignmentProposals");

            migrationBuilder.DropColumn(
                name: "Bound",
                table: "AssignmentProposals");

            migrationBuilder.DropColumn(
                name: "CreatedBy",
                table: "AssignmentProposals");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "AssignmentProposals");

            migrationBuilder.DropColumn(
                name: "Options",
                table: "AssignmentProposals");

            migrationBuilder.DropColumn(
                name: "Report",
                table: "AssignmentProposals");

            migrationBuilder.AlterColumn<Guid>(
                name: "JobRunId",
                table: "AssignmentProposals",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "UX_AssignmentProposals_Run",
                table: "AssignmentProposals",
                column: "JobRunId",
                unique: true);
        }
    }
}
