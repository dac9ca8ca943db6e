using Workshop.Domain;

namespace Workshop.Web.Features.Programme.Certificates;

internal static class CertificateRefusals
{
    public static Refusal Unknown { get; } = new("certificate.unknown", "That certificate is not on the list any more.");

    public static Refusal NotDue { get; } = new("certificate.not-due", "Nothing stands behind this certificate any more, so it cannot be issued again.");

    public static Refusal NotReleased { get; } = new("certificate.not-released", "Certificates are printed from the released programme. Release it first, or choose the released version.");

    public static Refusal NoPresentations { get; } = new("certificate.none", "Nobody presents anything in the released programme.");

    public static Refusal NoReviewers { get; } = new("certificate.no-reviewers", "Nobody has handed in a review that you may know of.");

    public static Refusal CountsHidden { get; } = new("certificate.counts-hidden", "Some submissions are kept from you, so you cannot be told how many reviews there are. Print without numbers, or let another organizer print them.");

    public static Refusal TooEarly { get; } = new("certificate.too-early", "Certificates are there once the event is over.");

    public static Refusal TooEarlyForThanks { get; } = new("certificate.too-early", "The letter is there once the decisions are out.");

    public static Refusal NotPresented { get; } = new("certificate.not-presented", "This does not stand in the programme, so there is nothing to certify.");

    public static Refusal NotReviewed { get; } = new("certificate.not-reviewed", "You have handed in no review for this event.");

    public static Refusal Voided { get; } = new("certificate.voided", "The organizers have voided this. Write to them if you think that it is a mistake.");
}
