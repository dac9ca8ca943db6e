using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workshop.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Decisions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Condition",
                table: "Decisions",
                type: "TEXT",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "ConditionMetAt",
                table: "Decisions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "DeclinedAt",
                table: "Decisions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "LabelId",
                table: "Decisions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MetaReview",
                table: "Decisions",
                type: "TEXT",
                maxLength: 5000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "ReleaseId",
                table: "Decisions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Summary",
                table: "Decisions",
                type: "TEXT",
                maxLength: 5000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "WaitlistRank",
                table: "Decisions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DecisionLabels",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Places = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DecisionLabels", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DecisionLabels_Events_EventId",
                        column: x => x.EventId,
                        principalTable: "Events",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DecisionReleases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReleasedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    VisibleFrom = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UndoneAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DecisionReleases", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DecisionReleases_Events_EventId",
                        column: x => x.EventId,
                        principalTable: "Events",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DecisionSettings",
                columns: table => new
                {
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UndoMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    TalkPlaces = table.Column<int>(type: "INTEGER", nullable: true),
                    PosterPlaces = table.Column<int>(type: "INTEGER", nullable: true),
                    ConfirmBy = table.Column<DateTime>(type: "TEXT", nullable: true),
                    FinalsDue = table.Column<DateTime>(type: "TEXT", nullable: true),
                    FinalPageLimit = table.Column<int>(type: "INTEGER", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DecisionSettings", x => x.EventId);
                    table.ForeignKey(
                        name: "FK_DecisionSettings_Events_EventId",
                        column: x => x.EventId,
                        principalTable: "Events",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DecisionViews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MadeBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsShared = table.Column<bool>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Search = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Sort = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DecisionViews", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DecisionViews_Events_EventId",
                        column: x => x.EventId,
                        principalTable: "Events",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "FinalVersions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    Pages = table.Column<int>(type: "INTEGER", nullable: true),
                    Verdict = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UploadedBy = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FinalVersions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FinalVersions_Files_Sha256",
                        column: x => x.Sha256,
                        principalTable: "Files",
                        principalColumn: "Sha256",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FinalVersions_Submissions_SubmissionId",
                        column: x => x.SubmissionId,
                        principalTable: "Submissions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PlaceOffers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    LabelId = table.Column<Guid>(type: "TEXT", nullable: true),
                    OfferedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    OfferedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    VisibleFrom = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AnsweredAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    IsTaken = table.Column<bool>(type: "INTEGER", nullable: true),
                    UndoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlaceOffers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PlaceOffers_Submissions_SubmissionId",
                        column: x => x.SubmissionId,
                        principalTable: "Submissions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PresentationAnswers",
                columns: table => new
                {
                    SubmissionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    PresenterEmail = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    PublishesAbstract = table.Column<bool>(type: "INTEGER", nullable: false),
                    PublishesPdf = table.Column<bool>(type: "INTEGER", nullable: false),
                    PublishesNames = table.Column<bool>(type: "INTEGER", nullable: false),
                    AnsweredBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    AnsweredAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PresentationAnswers", x => x.SubmissionId);
                    table.ForeignKey(
                        name: "FK_PresentationAnswers_Submissions_SubmissionId",
                        column: x => x.SubmissionId,
                        principalTable: "Submissions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "UX_DecisionLabels_Name",
                table: "DecisionLabels",
                columns: new[] { "EventId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DecisionReleases_EventId",
                table: "DecisionReleases",
                column: "EventId");

            migrationBuilder.CreateIndex(
                name: "IX_DecisionViews_EventId",
                table: "DecisionViews",
                column: "EventId");

            migrationBuilder.CreateIndex(
                name: "IX_FinalVersions_EventId",
                table: "FinalVersions",
                column: "EventId");

            migrationBuilder.CreateIndex(
                name: "IX_FinalVersions_Sha256",
                table: "FinalVersions",
                column: "Sha256");

            migrationBuilder.CreateIndex(
                name: "UX_FinalVersions_Number",
                table: "FinalVersions",
                columns: new[] { "SubmissionId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PlaceOffers_EventId",
                table: "PlaceOffers",
                column: "EventId");

            migrationBuilder.CreateIndex(
                name: "UX_PlaceOffers_Open",
                table: "PlaceOffers",
                column: "SubmissionId",
                unique: true,
                filter: "\"AnsweredAt\" IS NULL AND \"UndoneAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PresentationAnswers_EventId",
                table: "PresentationAnswers",
                column: "EventId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DecisionLabels");

            migrationBuilder.DropTable(
                name: "DecisionReleases");

            migrationBuilder.DropTable(
                name: "DecisionSettings");

            migrationBuilder.DropTable(
                name: "DecisionViews");

            migrationBuilder.DropTable(
                name: "FinalVersions");

            migrationBuilder.DropTable(
                name: "PlaceOffers");

            migrationBuilder.DropTable(
                name: "PresentationAnswers");

            migrationBuilder.DropColumn(
                name: "Condition",
                table: "Decisions");

            migrationBuilder.DropColumn(
                name: "ConditionMetAt",
                table: "Decisions");

            migrationBuilder.DropColumn(
                name: "DeclinedAt",
                table: "Decisions");

            migrationBuilder.DropColumn(
                name: "LabelId",
                table: "Decisions");

            migrationBuilder.DropColumn(
                name: "MetaReview",
                table: "Decisions");

            migrationBuilder.DropColumn(
                name: "ReleaseId",
                table: "Decisions");

            migrationBuilder.DropColumn(
                name: "Summary",
                table: "Decisions");

            migrationBuilder.DropColumn(
                name: "WaitlistRank",
                table: "Decisions");
        }
    }
}
