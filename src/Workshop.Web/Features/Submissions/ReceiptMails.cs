using System.Globalization;
using System.Text;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Submissions;

/// <summary>The links in a receipt.</summary>
/// <param name="Verify">Null without a PDF.</param>
/// <param name="NotAnAuthor">Null for the person who handed it in.</param>
public sealed record ReceiptLinks(string Submission, string? Verify, string? NotAnAuthor);

/// <summary>What every author gets for every version that is submitted.</summary>
public static class ReceiptMails
{
    public const string Kind = "submission.receipt";

    public static string About(Receipt receipt) => string.Create(CultureInfo.InvariantCulture, $"{receipt.SubmissionId}/{receipt.Version}/submitted");

    /// <param name="receipt">As it stands now: a co-author who is added later reads a list that names them.</param>
    /// <param name="code">Null without a PDF: there is nothing to compare.</param>
    public static MailDraft Write(WorkshopEvent of, Receipt receipt, string? code, Recipient to, ReceiptLinks links)
    {
        var body = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"Dear {to.Name},\n\n")
            .Append(CultureInfo.InvariantCulture, $"submission #{receipt.Number} to {of.Name} has arrived. {(to.IsListed ? "You are named as one of its authors." : "You handed it in.")}\n\n")
            .Append(CultureInfo.InvariantCulture, $"Title:    {receipt.Title}\n")
            .Append(CultureInfo.InvariantCulture, $"Authors:  {string.Join(", ", receipt.Authors)}\n")
            .Append(CultureInfo.InvariantCulture, $"Version:  {(receipt.Sha256 is null ? "without a PDF" : receipt.Version)}\n");
        if (receipt.Sha256 is not null)
        {
            body.Append(CultureInfo.InvariantCulture, $"Pages:    {receipt.Pages?.ToString(CultureInfo.InvariantCulture) ?? "not counted yet"}\n")
                .Append(CultureInfo.InvariantCulture, $"Size:     {receipt.Size:N0} bytes\n")
                .Append(CultureInfo.InvariantCulture, $"SHA-256:  {receipt.Sha256}\n");
        }

        body.Append("Received: ").Append(string.Join("\n          ", SubmissionMails.ServerTime(receipt.ReceivedAt, of))).Append('\n');
        if (code is not null)
        {
            body.Append(CultureInfo.InvariantCulture, $"Code:     {ReceiptCode.Grouped(code)}\n\n")
                .Append("Whoever has this code can check that a file with this hash was received then, and learns nothing else:\n").Append(links.Verify).Append('\n');
        }

        body.Append("\nYour submission:\n").Append(links.Submission).Append('\n');
        if (links.NotAnAuthor is { } link)
        {
            body.Append("\nYou are not an author of this? Say so here:\n").Append(link).Append('\n');
        }

        return new MailDraft(Kind, About(receipt), to.Email, to.Name, $"Received: #{receipt.Number} {receipt.Title}", body.ToString()) { EventId = of.Id, SubmissionId = receipt.SubmissionId, IsPrivate = links.NotAnAuthor is not null };
    }
}
