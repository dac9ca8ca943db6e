using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Discussion;

namespace Workshop.Web.Commands.Demo;

/// <summary>After the reviews: authors of a few submissions respond, and where reviews disagree most there is a discussion.</summary>
internal sealed partial class DemoEvent
{
    private const int Discussed = 4;

    private static readonly string[] Opinions =
    [
        "I am more positive than the other reviews. The exchange argument is short, but I checked it, and with the missing assumption $n \\geq 2$ it goes through.",
        "My worry remains that the bound is stated for the average and used for the worst case. If Lemma 1 holds with high probability instead, I would raise my score by one.",
        "The response settles my question about the constant. I have changed my review.",
        "Could you two agree on whether the gap can be closed by the final version? If so, this looks like a poster to me at least.",
    ];

    private async Task RespondAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var hour = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerHour));
        var settings = ReviewingSettings.Default with { ResponseOpens = hour.AddHours(-12), ResponseCloses = hour.AddHours(20), ResponseLimit = 2000 };
        await UseAsync<ChangeRules>(Chair, async (change, organizer) => Must(await change.RunAsync(organizer, _eventId, 0, settings, cancel)), cancel);
        foreach (var paper in await ContestedAsync(cancel))
        {
            var owner = await QueryAsync(db => db.Submissions.Where(s => s.Id == paper).Select(s => s.OwnerId!.Value).SingleAsync(cancel));
            await UseAsync<SendResponse>(_people.IndexOf(owner), async (send, author) => Must((await send.RunAsync(
                author, _eventId, paper,
                "We thank the reviewers. The assumption $n \\geq 2$ was lost in shortening and is back. The bound holds with high probability: the sum in the proof is over independent terms, and Hoeffding’s inequality gives $e^{-2\\varepsilon^2 n}$. We will say so.",
                0, false, clock.GetUtcNow(), cancel))!), cancel);
        }
    }

    private async Task DiscussAsync(CancellationToken cancel)
    {
        foreach (var paper in await ContestedAsync(cancel))
        {
            var reviewers = await QueryAsync(db => (
                from review in db.Reviews
                where review.SubmissionId == paper && review.SubmittedAt != null
                join reviewer in db.Reviewers on review.ReviewerId equals reviewer.Id
                orderby review.Score descending, reviewer.NormalizedEmail
                select reviewer.PersonId!.Value).Take(2).ToListAsync(cancel));
            for (var turn = 0; turn < Opinions.Length - 1; turn++)
            {
                clock.Offset += TimeSpan.FromMinutes(47);
                await SayAsync(paper, _people.IndexOf(reviewers[turn % reviewers.Count]), Opinions[turn], cancel);
            }

            // An organizer never takes part in what is said of their own submission: the first of them who may, does.
            clock.Offset += TimeSpan.FromMinutes(47);
            foreach (var organizer in DemoContent.Organizers)
            {
                if (await SayAsync(paper, organizer, Opinions[^1], cancel))
                {
                    break;
                }
            }
        }
    }

    private async Task<bool> SayAsync(Guid paper, int person, string text, CancellationToken cancel)
    {
        var said = false;
        await UseAsync<PostMessage>(person, async (post, writer) => said = await post.RunAsync(writer, _eventId, paper, new NewMessage(Guid.NewGuid(), text, DiscussionAudience.Everybody, true), cancel) is { Succeeded: true }, cancel);
        return said;
    }

    private Task<List<Guid>> ContestedAsync(CancellationToken cancel) => QueryAsync(async db =>
    {
        var scores = await db.Reviews.Where(review => review.SubmittedAt != null).Select(review => new { review.SubmissionId, review.Score }).ToListAsync(cancel);
        var numbers = await db.Submissions.Where(s => s.EventId == _eventId).ToDictionaryAsync(s => s.Id, s => s.Number, cancel);
        return scores.GroupBy(score => score.SubmissionId)
            .Where(group => group.Count() > 1)
            .OrderByDescending(group => group.Max(score => score.Score) - group.Min(score => score.Score))
            .ThenBy(group => numbers[group.Key])
            .Select(group => group.Key)
            .Take(Discussed)
            .ToList();
    });
}
