namespace Workshop.Domain.Mail;

/// <summary>A mail that waits, as <see cref="MailWarnings"/> needs it.</summary>
/// <param name="Key">Of the text: equal for equal subjects and texts.</param>
/// <param name="DecisionChanged">It tells a decision that has been changed or taken back since it was written.</param>
/// <param name="NothingToDo">It reminds of something that is done.</param>
public sealed record WaitingMail(Guid Id, string Kind, string NormalizedTo, Guid? SubmissionId, DateTimeOffset WrittenAt, string Key, bool DecisionChanged, bool NothingToDo);

/// <summary>What is odd about mails that have not gone yet. Advice for organizers: it stops nothing.</summary>
public static class MailWarnings
{
    public const string DecisionKind = "decision.released";

    /// <summary>Sentences for those mails of which there is one; at most one each, the gravest.</summary>
    public static IReadOnlyDictionary<Guid, string> Find(IReadOnlyList<WaitingMail> waiting)
    {
        var found = new Dictionary<Guid, string>();
        foreach (var copies in waiting.GroupBy(mail => (mail.NormalizedTo, mail.Key)).Where(copies => copies.Count() > 1))
        {
            foreach (var mail in copies)
            {
                found[mail.Id] = $"This person gets the same text {(copies.Count() == 2 ? "twice" : $"{copies.Count()} times")}.";
            }
        }

        foreach (var mail in waiting.Where(mail => mail.NothingToDo))
        {
            found[mail.Id] = "What it reminds of is done.";
        }

        foreach (var mail in waiting.Where(mail => mail.DecisionChanged))
        {
            found[mail.Id] = "The decision was changed after this mail was written.";
        }

        var contradictions = waiting.Where(mail => mail.Kind == DecisionKind && mail.SubmissionId is not null).GroupBy(mail => (mail.NormalizedTo, mail.SubmissionId)).Where(letters => letters.Select(letter => letter.Key).Distinct().Count() > 1);
        foreach (var mail in contradictions.SelectMany(letters => letters))
        {
            found[mail.Id] = "This person gets two different decisions about the same submission.";
        }

        return found;
    }
}
