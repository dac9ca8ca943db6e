using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workshop.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class CallAndPreflight : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Group",
                table: "Topics",
                type: "TEXT",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "CheckedAt",
                table: "SubmissionVersions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Findings",
                table: "SubmissionVersions",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Gravest",
                table: "SubmissionVersions",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsAwaited",
                table: "SubmissionVersions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsBeingChecked",
                table: "SubmissionVersions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AlterColumn<Guid>(
                name: "OwnerId",
                table: "Submissions",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AddColumn<string>(
                name: "ExternalId",
                table: "Submissions",
                type: "TEXT",
                maxLength: 150,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ImportedRevision",
                table: "Submissions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RegisteredAt",
                table: "Submissions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "RemindersMuted",
                table: "Submissions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "TypeId",
                table: "Submissions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Orcid",
                table: "People",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "AbstractsDue",
                table: "Events",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AuthorsFreeze",
                table: "Events",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Never");

            migrationBuilder.AddColumn<string>(
                name: "ChosenChecks",
                table: "Events",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "RemindsDrafts",
                table: "Events",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<string>(
                name: "TitleFreeze",
                table: "Events",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Never");

            migrationBuilder.AddColumn<Guid>(
                name: "SubmissionId",
                table: "DeadlineExtensions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Thaws",
                table: "DeadlineExtensions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Orcid",
                table: "Authors",
                type: "TEXT",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "CallForms",
                columns: table => new
                {
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    TitleUnit = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    TitleMin = table.Column<int>(type: "INTEGER", nullable: true),
                    TitleMax = table.Column<int>(type: "INTEGER", nullable: true),
                    AbstractUnit = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AbstractMin = table.Column<int>(type: "INTEGER", nullable: true),
                    AbstractMax = table.Column<int>(type: "INTEGER", nullable: true),
                    MaxSupplementFiles = table.Column<int>(type: "INTEGER", nullable: false),
                    MaxSupplementMegabytes = table.Column<int>(type: "INTEGER", nullable: false),
                    SupplementKinds = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ReviewersSeeSupplement = table.Column<bool>(type: "INTEGER", nullable: false),
                    SupplementHint = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CallForms", x => x.EventId);
                    table.ForeignKey(
                        name: "FK_CallForms_Events_EventId",
                        column: x => x.EventId,
                        principalTable: "Events",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "HeldForms",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    KeyHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Path = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Fields = table.Column<string>(type: "TEXT", maxLength: 200000, nullable: false),
                    HadFile = table.Column<bool>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HeldForms", x => x.Id);
                    table.ForeignKey(
                        name: "FK_HeldForms_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "HeldImports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    AuthorsContent = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Choices = table.Column<string>(type: "TEXT", nullable: false),
                    Report = table.Column<string>(type: "TEXT", nullable: true),
                    UploadedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ImportedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HeldImports", x => x.Id);
                    table.ForeignKey(
                        name: "FK_HeldImports_Events_EventId",
                        column: x => x.EventId,
                        principalTable: "Events",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_HeldImports_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "LateLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TokenHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Uses = table.Column<int>(type: "INTEGER", nullable: false),
                    Taken = table.Column<int>(type: "INTEGER", nullable: false),
                    Expires = table.Column<DateTime>(type: "TEXT", nullable: false),
                    TypeId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    CreatedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RevokedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LateLinks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LateLinks_Events_EventId",
                        column: x => x.EventId,
                        principalTable: "Events",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "WorkingCopies",
                columns: table => new
                {
                    SubmissionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Fields = table.Column<string>(type: "TEXT", maxLength: 200000, nullable: false),
                    BaseRevision = table.Column<int>(type: "INTEGER", nullable: false),
                    SavedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkingCopies", x => new { x.SubmissionId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_WorkingCopies_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_WorkingCopies_Submissions_SubmissionId",
                        column: x => x.SubmissionId,
                        principalTable: "Submissions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Questions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Label = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Hint = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Options = table.Column<string>(type: "TEXT", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Min = table.Column<int>(type: "INTEGER", nullable: true),
                    Max = table.Column<int>(type: "INTEGER", nullable: true),
                    Requirement = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    RequiredFrom = table.Column<DateTime>(type: "TEXT", nullable: true),
                    OnlyForTypes = table.Column<string>(type: "TEXT", nullable: false),
                    DependsOn = table.Column<Guid>(type: "TEXT", nullable: true),
                    Test = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    TestValue = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Audience = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ShowsFilesAsTheyAre = table.Column<bool>(type: "INTEGER", nullable: false),
                    MaxMegabytes = table.Column<int>(type: "INTEGER", nullable: false),
                    FileKinds = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    ArchivedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Questions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Questions_CallForms_EventId",
                        column: x => x.EventId,
                        principalTable: "CallForms",
                        principalColumn: "EventId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SubmissionTypes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    PageLimit = table.Column<int>(type: "INTEGER", nullable: true),
                    MaxUploadMegabytes = table.Column<int>(type: "INTEGER", nullable: true),
                    HasOwnAbstractLimit = table.Column<bool>(type: "INTEGER", nullable: false),
                    AbstractUnit = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AbstractMin = table.Column<int>(type: "INTEGER", nullable: true),
                    AbstractMax = table.Column<int>(type: "INTEGER", nullable: true),
                    RequiresPdf = table.Column<bool>(type: "INTEGER", nullable: false),
                    ClosesAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    AbstractsDue = table.Column<DateTime>(type: "TEXT", nullable: true),
                    IsClosed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubmissionTypes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SubmissionTypes_CallForms_EventId",
                        column: x => x.EventId,
                        principalTable: "CallForms",
                        principalColumn: "EventId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "LateLinkUses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    LinkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LateLinkUses", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LateLinkUses_LateLinks_LinkId",
                        column: x => x.LinkId,
                        principalTable: "LateLinks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_LateLinkUses_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_LateLinkUses_Submissions_SubmissionId",
                        column: x => x.SubmissionId,
                        principalTable: "Submissions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "Answers",
                columns: table => new
                {
                    SubmissionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    QuestionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 10000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Answers", x => new { x.SubmissionId, x.QuestionId });
                    table.ForeignKey(
                        name: "FK_Answers_Questions_QuestionId",
                        column: x => x.QuestionId,
                        principalTable: "Questions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Answers_Submissions_SubmissionId",
                        column: x => x.SubmissionId,
                        principalTable: "Submissions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SubmissionAttachments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    QuestionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UploadedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    RemovedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubmissionAttachments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SubmissionAttachments_Files_Sha256",
                        column: x => x.Sha256,
                        principalTable: "Files",
                        principalColumn: "Sha256",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SubmissionAttachments_Questions_QuestionId",
                        column: x => x.QuestionId,
                        principalTable: "Questions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SubmissionAttachments_Submissions_SubmissionId",
                        column: x => x.SubmissionId,
                        principalTable: "Submissions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SubmissionVersions_IsBeingChecked",
                table: "SubmissionVersions",
                column: "IsBeingChecked");

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_TypeId",
                table: "Submissions",
                column: "TypeId");

            migrationBuilder.CreateIndex(
                name: "UX_Submissions_Imported",
                table: "Submissions",
                columns: new[] { "EventId", "ExternalId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DeadlineExtensions_SubmissionId",
                table: "DeadlineExtensions",
                column: "SubmissionId");

            migrationBuilder.CreateIndex(
                name: "IX_Answers_QuestionId",
                table: "Answers",
                column: "QuestionId");

            migrationBuilder.CreateIndex(
                name: "IX_HeldForms_ExpiresAt",
                table: "HeldForms",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_HeldForms_PersonId_Path",
                table: "HeldForms",
                columns: new[] { "PersonId", "Path" });

            migrationBuilder.CreateIndex(
                name: "IX_HeldImports_EndsAt",
                table: "HeldImports",
                column: "EndsAt");

            migrationBuilder.CreateIndex(
                name: "IX_HeldImports_EventId",
                table: "HeldImports",
                column: "EventId");

            migrationBuilder.CreateIndex(
                name: "IX_HeldImports_PersonId",
                table: "HeldImports",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_LateLinks_EventId",
                table: "LateLinks",
                column: "EventId");

            migrationBuilder.CreateIndex(
                name: "IX_LateLinks_TokenHash",
                table: "LateLinks",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LateLinkUses_EventId_PersonId",
                table: "LateLinkUses",
                columns: new[] { "EventId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_LateLinkUses_LinkId",
                table: "LateLinkUses",
                column: "LinkId");

            migrationBuilder.CreateIndex(
                name: "IX_LateLinkUses_PersonId",
                table: "LateLinkUses",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_LateLinkUses_SubmissionId",
                table: "LateLinkUses",
                column: "SubmissionId");

            migrationBuilder.CreateIndex(
                name: "IX_Questions_EventId",
                table: "Questions",
                column: "EventId");

            migrationBuilder.CreateIndex(
                name: "IX_SubmissionAttachments_QuestionId",
                table: "SubmissionAttachments",
                column: "QuestionId");

            migrationBuilder.CreateIndex(
                name: "IX_SubmissionAttachments_Sha256",
                table: "SubmissionAttachments",
                column: "Sha256");

            migrationBuilder.CreateIndex(
                name: "UX_SubmissionAttachments_Number",
                table: "SubmissionAttachments",
                columns: new[] { "SubmissionId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SubmissionTypes_EventId",
                table: "SubmissionTypes",
                column: "EventId");

            migrationBuilder.CreateIndex(
                name: "IX_WorkingCopies_PersonId",
                table: "WorkingCopies",
                column: "PersonId");

            migrationBuilder.AddForeignKey(
                name: "FK_DeadlineExtensions_Submissions_SubmissionId",
                table: "DeadlineExtensions",
                column: "SubmissionId",
                principalTable: "Submissions",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_Submissions_SubmissionTypes_TypeId",
                table: "Submissions",
                column: "TypeId",
                principalTable: "SubmissionTypes",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_DeadlineExtensions_Submissions_SubmissionId",
                table: "DeadlineExtensions");

            migrationBuilder.DropForeignKey(
                name: "FK_Submissions_SubmissionTypes_TypeId",
                table: "Submissions");

            migrationBuilder.DropTable(
                name: "Answers");

            migrationBuilder.DropTable(
                name: "HeldForms");

            migrationBuilder.DropTable(
                name: "HeldImports");

            migrationBuilder.DropTable(
                name: "LateLinkUses");

            migrationBuilder.DropTable(
                name: "SubmissionAttachments");

            migrationBuilder.DropTable(
                name: "SubmissionTypes");

            migrationBuilder.DropTable(
                name: "WorkingCopies");

            migrationBuilder.DropTable(
                name: "LateLinks");

            migrationBuilder.DropTable(
                name: "Questions");

            migrationBuilder.DropTable(
                name: "CallForms");

            migrationBuilder.DropIndex(
                name: "IX_SubmissionVersions_IsBeingChecked",
                table: "SubmissionVersions");

            migrationBuilder.DropIndex(
                name: "IX_Submissions_TypeId",
                table: "Submissions");

            migrationBuilder.DropIndex(
                name: "UX_Submissions_Imported",
                table: "Submissions");

            migrationBuilder.DropIndex(
                name: "IX_DeadlineExtensions_SubmissionId",
                table: "DeadlineExtensions");

            migrationBuilder.DropColumn(
                name: "Group",
                table: "Topics");

            migrationBuilder.DropColumn(
                name: "CheckedAt",
                table: "SubmissionVersions");

            migrationBuilder.DropColumn(
                name: "Findings",
                table: "SubmissionVersions");

            migrationBuilder.DropColumn(
                name: "Gravest",
                table: "SubmissionVersions");

            migrationBuilder.DropColumn(
                name: "IsAwaited",
                table: "SubmissionVersions");

            migrationBuilder.DropColumn(
                name: "IsBeingChecked",
                table: "SubmissionVersions");

            migrationBuilder.DropColumn(
                name: "ExternalId",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "ImportedRevision",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "RegisteredAt",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "RemindersMuted",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "TypeId",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "Orcid",
                table: "People");

            migrationBuilder.DropColumn(
                name: "AbstractsDue",
                table: "Events");

            migrationBuilder.DropColumn(
                name: "AuthorsFreeze",
                table: "Events");

            migrationBuilder.DropColumn(
                name: "ChosenChecks",
                table: "Events");

            migrationBuilder.DropColumn(
                name: "RemindsDrafts",
                table: "Events");

            migrationBuilder.DropColumn(
                name: "TitleFreeze",
                table: "Events");

            migrationBuilder.DropColumn(
                name: "SubmissionId",
                table: "DeadlineExtensions");

            migrationBuilder.DropColumn(
                name: "Thaws",
                table: "DeadlineExtensions");

            migrationBuilder.DropColumn(
                name: "Orcid",
                table: "Authors");

            migrationBuilder.AlterColumn<Guid>(
                name: "OwnerId",
                table: "Submissions",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);
        }
    }
}
