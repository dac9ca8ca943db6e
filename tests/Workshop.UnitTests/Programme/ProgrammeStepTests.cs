using Workshop.Domain.Events;
using Workshop.Domain.Programme;

namespace Workshop.UnitTests.Programme;

public sealed class ProgrammeStepTests
{
    private static readonly DateTimeOffset Nine = new(2027, 6, 10, 7, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Any_steps_undone_one_by_one_leave_the_empty_plan_and_done_again_the_same_one()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var plan = ProgrammePlan.Empty;
            var steps = new List<ProgrammeStep>();
            while (steps.Count < 40)
            {
                var next = Anything(plan, random);
                if (next is not null && !plan.DifferenceTo(next).IsEmpty)
                {
                    steps.Add(ProgrammeStep.Take(Guid.Empty, steps.LastOrDefault(), "did something", [], plan.DifferenceTo(next), steps.Count + 1, Guid.Empty, Nine));
                    plan = next;
                    Check(plan);
                }
            }

            var end = plan;
            for (var i = steps.Count - 1; i >= 0; i--)
            {
                plan = steps[i].Turn(plan, undo: true).Value!;
                Check(plan);
            }

            Assert.Equal(ProgrammePlan.Empty, plan);
            foreach (var step in steps)
            {
                plan = step.Turn(plan, undo: false).Value!;
            }

            Assert.Equal(end, plan);
        }
    }

    [Fact]
    public void A_step_is_not_undone_on_top_of_another_change()
    {
        var id = Guid.NewGuid();
        var before = ProgrammePlan.Empty.AddSession(id, Content("Morning")).Value!;
        var after = before.AddItem(id, Guid.NewGuid(), Talk("a")).Value!;
        var step = ProgrammeStep.Take(Guid.Empty, null, "added an item", [], before.DifferenceTo(after), 1, Guid.Empty, Nine);

        Assert.Equal(before, step.Turn(after, undo: true).Value);
        Assert.Equal("programme.cannot-undo", step.Turn(after.AddItem(id, Guid.NewGuid(), Talk("b")).Value!, undo: true).Refusal?.Code);
        Assert.Equal("programme.cannot-undo", step.Turn(after, undo: false).Refusal?.Code);
    }

    [Fact]
    public void Its_sentence_names_only_what_the_reader_may_know()
    {
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        var step = ProgrammeStep.Take(Guid.Empty, null, $"swapped {ProgrammeStep.Subject} and {ProgrammeStep.Subject}", [one, other], new PlanDifference([], []), 1, Guid.Empty, Nine);

        Assert.Equal("swapped #1 and #2", step.Say(id => id == one ? "#1" : "#2"));
        Assert.Equal("changed the programme", step.Say(id => id == one ? "#1" : null));
    }

    private static ProgrammePlan? Anything(ProgrammePlan plan, Random random)
    {
        Guid Session() => plan.Sessions.Count == 0 ? Guid.NewGuid() : plan.Sessions[random.Next(plan.Sessions.Count)].Id;
        Guid Item() => plan.Items.ToList() is { Count: > 0 } items ? items[random.Next(items.Count)].Id : Guid.NewGuid();
        var outcome = random.Next(15) switch
        {
            0 or 1 => plan.AddSession(Guid.NewGuid(), Content($"S{random.Next(9)}") with { Kind = (SessionKind)random.Next(6), Room = $"R{random.Next(2)}" }),
            2 => plan.ChangeSession(Session(), Content("Changed") with { Kind = (SessionKind)random.Next(6) }),
            3 => random.Next(3) == 0 ? plan.RemoveSession(Session()) : plan,
            4 => plan.CopySession(Session(), Guid.NewGuid()),
            5 or 6 => plan.AddItem(Session(), Guid.NewGuid(), random.Next(2) == 0 ? Talk("x") : SlotContent.Of(Guid.NewGuid(), 1 + random.Next(40)), random.Next(2) == 0 ? Item() : null),
            7 => plan.ChangeItem(Item(), Talk("y") with { Minutes = 1 + random.Next(60), Board = "P1" }),
            8 => plan.RemoveItem(Item()),
            9 => plan.MoveItem(Item(), Session(), random.Next(2) == 0 ? Item() : null),
            10 => plan.Swap(Item(), Item()),
            11 => plan.Share(Item(), random.Next(2) == 0),
            12 => plan.Shift(Session(), random.Next(-20, 21), random.Next(2) == 0, EventZone.Utc),
            13 => plan.Fill(Session(), [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()], 1 + random.Next(20), 1 + random.Next(3), random.Next(2) == 0),
            _ => plan.Arrange(new Dictionary<Guid, IReadOnlyList<Guid>> { [Session()] = [Item(), Item(), Item()] }),
        };
        return outcome.Succeeded ? outcome.Value : null;
    }

    /// <summary>What holds of every plan.</summary>
    private static void Check(ProgrammePlan plan)
    {
        Assert.Equal(plan.Items.Count(), plan.Items.Select(item => item.Id).Distinct().Count());
        Assert.Equal(plan.Placed.Count(), plan.Placed.Distinct().Count());
        foreach (var session in plan.Sessions)
        {
            Assert.False(session.Items.Count > 0 && session.Items[0].SharesSlot);
            for (var i = 0; i < session.Items.Count; i++)
            {
                Assert.InRange(session.Items[i].Content.Minutes, 1, Slot.MaxMinutes);
                Assert.False(session.Items[i].SharesSlot && (session.Content.Kind == SessionKind.Posters || session.Items[i].Content.Minutes != session.Items[i - 1].Content.Minutes));
            }
        }

        Assert.Equal(plan, ProgrammePlan.Of(plan.Sessions.Select(session => Domain.Programme.Session.Of(Guid.Empty, session))));
    }

    private static SessionContent Content(string title) => new(title, SessionKind.Talks, Nine, Nine.AddMinutes(90), "", "");

    private static SlotContent Talk(string speaker) => new(null, null, speaker, "", "", 10);
}
