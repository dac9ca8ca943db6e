using System.Globalization;

namespace Workshop.Web.Features.Archive;

/// <summary>What an archive says of itself, in plain words.</summary>
internal static class ArchiveWords
{
    public static IReadOnlyList<string> LeftOut(ArchiveScope scope, bool personalData) =>
    [
        "Passwords, passkeys, sign-ins, sessions and registrations: people sign in to another installation by confirming their address there.",
        "Links that open something (invitations, reviewers' desks, late submissions, calendars of visitors): none of them works from this archive, and mails have a stand-in where they had one.",
        "Addresses that asked for news about the event, and what visitors without an account marked in the programme: they trusted this installation with it.",
        "Addresses that are not somebody's main address count as not confirmed.",
        "Rights of administrators.",
        .. scope == ArchiveScope.Organizer
            ? (string[])[
                "An organizer gets what an organizer may see. Submissions that this organizer must keep away from are missing with everything about them, if there are any, and so are drafts.",
                "Proposals and reports of the assignment, background jobs, messages to groups, and the texts of mails that speak of no single submission are missing from every organizer's archive.",
                "So are the items of the programme under construction, the steps in building it, absences of speakers, releases of decisions, letters of thanks to reviewers, and what visitors marked in the programme.",
                "The whole archive is made by whoever runs the installation: workshop export.",
            ]
            : [],
        .. personalData
            ? (string[])[]
            : [
                "Names, addresses, affiliations, ORCID iDs and everything that somebody wrote are replaced by stand-ins; the same person has the same number everywhere.",
                "Contents of files, receipts, histories of submissions, past papers, proposals of the assignment, released versions of the programme, steps in building it, what visitors marked in it, certificates, pictures and drafts are missing.",
            ],
    ];

    public static string ReadMe(ArchiveManifest manifest) =>
        string.Create(CultureInfo.InvariantCulture, $"""
        {manifest.Event.Name} ({manifest.Event.StartsOn:yyyy-MM-dd})

        This is an archive of one event of Workshop. It needs no program to be read:

          manifest.json        what is in here, with the number of rows and the SHA-256 of every part
          data/*.jsonl         one table each, one row on each line, as JSON. Times are UTC, bytes are Base64.
          files/               the stored files (PDFs, supplements), each under its SHA-256.
                               data/SubmissionVersions.jsonl and others say which is whose.

        Rows refer to each other by id: an Author has the SubmissionId of a line of Submissions.jsonl.

        To bring it back:

          workshop import event.zip

        works on a fresh installation and beside other events. Nobody gets a mail by that, and nothing that waited is sent.

        What is not in here:

        {string.Join("\n", manifest.LeftOut.Select(sentence => $"  - {sentence}"))}

        {(manifest.PersonalData ? "This archive holds personal data. Keep it like the database that it comes from." : "This archive holds no names. The ids in it are those of the installation that made it.")}

        """).ReplaceLineEndings("\n");
}
