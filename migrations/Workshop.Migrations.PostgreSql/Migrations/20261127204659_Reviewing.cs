using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workshop.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Reviewing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "UnsubscribeLink",
                table: "OutgoingMails",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Why",
                table: "OutgoingMails",
                type: "character varying(500)",
                maxLength: 500,
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "UnsubscribeLink",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "Why",
                table: "OutgoingMails");
        }
    }
}
