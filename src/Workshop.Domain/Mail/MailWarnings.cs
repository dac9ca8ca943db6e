namespace Workshop.Domain.Mail;

/// <summary>A mail that waits, or one like it that has gone, as <see cref="MailWarnings"/> needs it.</summary>
/// <param name="Key">Of the text: equal for equal subjects and texts.</param>
/// <param name="DecisionChanged">It tells a decision that has been changed or taken back since it was written.</param>
/// <param name="NothingToDo">It reminds of something that is done.</param>
public sealed record WaitingMail(Guid Id, string Kind, string NormalizedTo, Guid? SubmissionId, DateTimeOffset WrittenAt, string Key, bool DecisionChanged, bool NothingToDo)
{
    /// <summary>It has left, for all that is known. Nothing is said about it, only about what comes after it.</summary>
    public bool HasGone { get; init; }
}

/// <summary>What is odd about mails that have not gone yet. Advice for organizers: it stops nothing.</summary>
public static class MailWarnings
{
    /// <summary>Sentences for those mails of which there is one; at most one each, the gravest.</summary>
    public static IReadOnlyDictionary<Guid, string> Find(IReadOnlyList<WaitingMail> mails)
    {
        var found = new Dictionary<Guid, string>();
        var waiting = mails.Where(mail => !mail.HasGone).ToList();
        foreach (var copies in mails.GroupBy(mail => (mail.NormalizedTo, mail.Key)).Where(copies => copies.Count() > 1))
        {
            foreach (var mail in copies.Where(mail => !mail.HasGone))
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

        var contradictions = mails.Where(mail => mail.Kind == MailKinds.Decision && mail.SubmissionId is not null).GroupBy(mail => (mail.NormalizedTo, mail.SubmissionId)).Where(letters => letters.Select(letter => letter.Key).Distinct().Count() > 1);
        foreach (var mail in contradictions.SelectMany(letters => letters).Where(mail => !mail.HasGone))
        {
            found[mail.Id] = "This person gets two different decisions about the same submission.";
        }

        return found;
    }
}
