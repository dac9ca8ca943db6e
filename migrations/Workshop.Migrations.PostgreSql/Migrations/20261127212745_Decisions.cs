using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workshop.Migrations.PostgreSql.Migrations
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
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "ConditionMetAt",
                table: "Decisions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "DeclinedAt",
                table: "Decisions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "LabelId",
                table: "Decisions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MetaReview",
                table: "Decisions",
                type: "character varying(5000)",
                maxLength: 5000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "ReleaseId",
                table: "Decisions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Summary",
                table: "Decisions",
                type: "character varying(5000)",
                maxLength: 5000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "WaitlistRank",
                table: "Decisions",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DecisionLabels",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    Outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Words = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Places = table.Column<int>(type: "integer", nullable: true)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    ReleasedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    VisibleFrom = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UndoneAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
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
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    UndoMinutes = table.Column<int>(type: "integer", nullable: false),
                    TalkPlaces = table.Column<int>(type: "integer", nullable: true),
                    PosterPlaces = table.Column<int>(type: "integer", nullable: true),
                    ConfirmBy = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    FinalsDue = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    FinalPageLimit = table.Column<int>(type: "integer", nullable: true),
                    Revision = table.Column<int>(type: "integer", nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    MadeBy = table.Column<Guid>(type: "uuid", nullable: false),
                    IsShared = table.Column<bool>(type: "boolean", nullable: false),
                    Name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Search = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Sort = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    FileName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    Pages = table.Column<int>(type: "integer", nullable: true),
                    Verdict = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UploadedBy = table.Column<Guid>(type: "uuid", nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    LabelId = table.Column<Guid>(type: "uuid", nullable: true),
                    OfferedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    OfferedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    VisibleFrom = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    AnsweredAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    IsTaken = table.Column<bool>(type: "boolean", nullable: true),
                    UndoneAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Revision = table.Column<int>(type: "integer", nullable: false)
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
                    SubmissionId = table.Column<Guid>(type: "uuid", nullable: false),
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    IsConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    PresenterEmail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    Reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    PublishesAbstract = table.Column<bool>(type: "boolean", nullable: false),
                    PublishesPdf = table.Column<bool>(type: "boolean", nullable: false),
                    PublishesNames = table.Column<bool>(type: "boolean", nullable: false),
                    AnsweredBy = table.Column<Guid>(type: "uuid", nullable: false),
                    AnsweredAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false)
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
