using Workshop.Domain.Reviewing;

namespace Workshop.UnitTests.Reviewing;

public sealed class OfflineFormTests
{
    private static readonly OfflinePaper Paper = new(Guid.Parse("0d7a3a0e-8f0b-4b63-9d55-2f4a40c5a111"), 12, "On bounds", 3, false);
    private static readonly ReviewForm Form = WithCriterion(out _);
    private static readonly Guid Sound = Form.Criteria[0].Id;
    private static readonly ReviewContent Full = new(5, 3, "A fine bound.", "Accept.") { Answers = new Dictionary<Guid, int> { [Sound] = 2 }, Recommendation = ReviewForm.UsualLabels[1].Id };

    private static readonly string[] Nasty =
    [
        "## Overall score", "<!-- end: to-authors -->", @"\<!-- end: to-authors -->", @"\\<!-- begin: to-organizers -->", "   <!-- question: overall -->", @"  \  \<!-- key: 1 -->", "- [x] 6 – Strong accept",
        "<!-- END: TO-AUTHORS -->", "<!--revision:9-->", "", " ", "\t", "$a < b$ & <b>bold</b>", "Ärger mit e\u0301 und \u2028 darin", "\r", "\f", "😀", "-->", "<!--", "# Review of submission 1", "```",
    ];

    [Fact]
    public void What_is_written_is_read_again()
    {
        var read = OfflineForm.Read(Form, OfflineForm.Write(Form, Paper, Full));

        Assert.Empty(read.Problems);
        Assert.Equal((Paper.Key, 3, 5, 3, Full.Recommendation, false), (read.Key!.Value, read.Revision!.Value, read.Content.Score!.Value, read.Content.Confidence!.Value, read.Content.Recommendation, read.Submit));
        Assert.Equal(2, read.Content.Answers[Sound]);
        Assert.Equal(("A fine bound.", "Accept."), (read.Content.ToAuthors, read.Content.ToOrganizers));
    }

    [Fact]
    public void An_empty_form_has_no_answers_and_a_submitted_one_stays_submitted()
    {
        var read = OfflineForm.Read(Form, OfflineForm.Write(Form, Paper with { IsSubmitted = true }, new ReviewContent(null, null, "", "")));

        Assert.Empty(read.Problems);
        Assert.True(read.Submit);
        Assert.Equal((null, null, null, "", ""), (read.Content.Score, read.Content.Confidence, read.Content.Recommendation, read.Content.ToAuthors, read.Content.ToOrganizers));
        Assert.Empty(read.Content.Answers);
    }

    /// <summary>Any text, made of lines that look like the form itself.</summary>
    [Fact]
    public void Any_text_comes_back_as_it_was()
    {
        var random = new Random(20270301);
        for (var round = 0; round < 2000; round++)
        {
            var content = new ReviewContent(random.Next(1, 7), null, Text(), Text());
            var file = OfflineForm.Write(Form, Paper, content);
            var read = OfflineForm.Read(Form, round % 2 == 0 ? file : file.Replace("\n", "\r\n", StringComparison.Ordinal));

            Assert.Empty(read.Problems);
            Assert.Equal(OfflineForm.Clean(content.ToAuthors), read.Content.ToAuthors);
            Assert.Equal(OfflineForm.Clean(content.ToOrganizers), read.Content.ToOrganizers);
            Assert.Equal(content.Score, read.Content.Score);
        }

        string Text() => string.Join(random.Next(2) == 0 ? "\n" : "\r\n", Enumerable.Range(0, random.Next(6)).Select(_ => Nasty[random.Next(Nasty.Length)] + (random.Next(3) == 0 ? Nasty[random.Next(Nasty.Length)] : "")));
    }

    [Theory]
    [InlineData("- [ ] 5 – Accept: clearly belongs in the workshop", "- [X] 5", 5)]
    [InlineData("- [ ] 5 – Accept: clearly belongs in the workshop", "* [ x ] 5.", 5)]
    [InlineData("- [ ] 5 – Accept: clearly belongs in the workshop", "[x] accept: clearly belongs in the workshop", 5)]
    [InlineData("- [ ] 5 – Accept: clearly belongs in the workshop", "  - [✓] 5", 5)]
    public void Ticks_are_read_as_people_write_them(string line, string written, int score)
    {
        var file = OfflineForm.Write(Form, Paper, new ReviewContent(null, null, "", "")).Replace(line, written, StringComparison.Ordinal);

        var read = OfflineForm.Read(Form, file);

        Assert.Empty(read.Problems);
        Assert.Equal(score, read.Content.Score);
    }

    [Theory]
    [InlineData("- [ ] 5 – Accept: clearly belongs in the workshop", "- [x] 7 – Best of all", "“7 – Best of all” is not on this scale, which goes from 1 to 6.")]
    [InlineData("- [ ] 5 – Accept: clearly belongs in the workshop", "- [?] 5", "“[?]” is neither ticked nor empty. Put an x between the brackets, or nothing.")]
    [InlineData("- [ ] 5 – Accept: clearly belongs in the workshop", "- [x] ٣", "“٣” is not on this scale, which goes from 1 to 6.")]
    [InlineData("- [ ] 5 – Accept: clearly belongs in the workshop", "- [x] ３", "“３” is not on this scale, which goes from 1 to 6.")]
    [InlineData("- [ ] 5 – Accept: clearly belongs in the workshop", "- [x] 5 – Excellent",
        "“5 – Excellent” is not on this scale: 5 stands for “Accept: clearly belongs in the workshop”. The scale may have changed since the form was made. Tick the point that you mean, or leave only its number.")]
    [InlineData("- [ ] Poster", "- [x] Banquet", "“Banquet” is none of the recommendations: Talk, Poster, Reject.")]
    public void What_cannot_be_understood_is_told_with_its_line(string line, string written, string sentence)
    {
        var file = OfflineForm.Write(Form, Paper, new ReviewContent(null, null, "", "")).Replace(line, written, StringComparison.Ordinal);

        var problem = Assert.Single(OfflineForm.Read(Form, file).Problems);

        Assert.Equal((sentence, true), (problem.Sentence, problem.Stops));
        Assert.Equal(written, file.Split('\n')[problem.Line!.Value - 1]);
    }

    [Fact]
    public void Two_ticks_are_told_with_both_lines()
    {
        var file = OfflineForm.Write(Form, Paper, Full).Replace("- [ ] 4 – Weak accept", "- [x] 4 – Weak accept", StringComparison.Ordinal);

        var problem = Assert.Single(OfflineForm.Read(Form, file).Problems);

        Assert.Equal($"Two lines of this question are ticked, this one and line {problem.Line - 1}. Keep one.", problem.Sentence);
    }

    [Fact]
    public void A_lost_mark_never_loses_the_text()
    {
        var file = OfflineForm.Write(Form, Paper, Full);

        var first = OfflineForm.Read(Form, file.Replace("<!-- end: to-authors -->\n", "", StringComparison.Ordinal));
        Assert.StartsWith("A fine bound.", first.Content.ToAuthors, StringComparison.Ordinal);
        Assert.Equal("Accept.", first.Content.ToOrganizers);
        Assert.False(Assert.Single(first.Problems).Stops);

        var last = OfflineForm.Read(Form, file[..file.IndexOf("<!-- end: to-organizers", StringComparison.Ordinal)]);
        Assert.Equal("Accept.", last.Content.ToOrganizers);
        Assert.True(Assert.Single(last.Problems).Stops);
    }

    [Fact]
    public void A_form_without_its_key_or_with_two_is_not_stored()
    {
        var file = OfflineForm.Write(Form, Paper, Full);

        Assert.False(OfflineForm.Read(Form, file.Replace("<!-- key:", "<!-- kee:", StringComparison.Ordinal)).MayBeStored);
        Assert.False(OfflineForm.Read(Form, file + file.Replace(Paper.Key.ToString(), Guid.NewGuid().ToString(), StringComparison.Ordinal)).MayBeStored);
        Assert.False(OfflineForm.Read(Form, "# Something else\n\nentirely").MayBeStored);
        Assert.False(OfflineForm.Read(Form, new string('x', OfflineForm.MaxLength + 1)).MayBeStored);
    }

    [Fact]
    public void A_form_from_before_a_question_changes_nothing_about_it()
    {
        var old = OfflineForm.Write(ReviewForm.Untouched(Guid.NewGuid()), Paper, Full with { Score = 1 });

        var over = OfflineForm.Read(Form, old).Over(Full);

        Assert.Equal((1, 2), (over.Score, over.Answers[Sound]));
    }

    [Theory]
    [InlineData("overall", "Overall score")]
    [InlineData("confidence", "Your confidence")]
    [InlineData("recommendation", "Recommendation")]
    public void A_question_that_is_lost_keeps_what_is_stored_and_is_told(string name, string words)
    {
        var file = OfflineForm.Write(Form, Paper, new ReviewContent(null, null, "", "")).Replace($"<!-- question: {name} -->\n", "", StringComparison.Ordinal);

        var read = OfflineForm.Read(Form, file);
        var over = read.Over(Full);

        var problem = Assert.Single(read.Problems);
        Assert.Equal(($"The question “{words}” is missing in the file; what is stored stays.", false), (problem.Sentence, problem.Stops));
        Assert.Equal(
            (name == "overall" ? Full.Score : null, name == "confidence" ? Full.Confidence : null, name == "recommendation" ? Full.Recommendation : null),
            (over.Score, over.Confidence, over.Recommendation));
    }

    [Fact]
    public void A_tick_that_belongs_to_no_question_is_not_stored()
    {
        var file = OfflineForm.Write(Form, Paper, Full).Replace("<!-- question: overall -->\n", "", StringComparison.Ordinal);

        var read = OfflineForm.Read(Form, file);

        Assert.False(read.MayBeStored);
        var problem = Assert.Single(read.Problems, problem => problem.Stops);
        Assert.StartsWith("- [x] 5 – Accept", file.Split('\n')[problem.Line!.Value - 1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_old_form_cannot_choose_a_retired_recommendation_anew()
    {
        var form = ReviewForm.Untouched(Guid.NewGuid());
        var talk = ReviewForm.UsualLabels[0].Id;
        var old = OfflineForm.Write(form, Paper, new ReviewContent(null, null, "", "") { Recommendation = talk });
        var settings = new ReviewFormSettings(
            Scale.Write(ReviewForm.Scores), Scale.Write(ReviewForm.Confidences), ReviewRequirement.Optional, [(ReviewForm.UsualLabels[1].Id, "Poster"), (ReviewForm.UsualLabels[2].Id, "Reject")], "", "", "");
        Assert.True(form.Save(settings, new ReviewFormUse(0, 0, 0, new Dictionary<Guid, int>(), new Dictionary<Guid, int> { [talk] = 1 })).Succeeded);

        var read = OfflineForm.Read(form, old);

        Assert.Equal(ReviewForm.RecommendationRetired, Assert.Single(form.CheckDraft(read.Content, null)).Code);
        Assert.Empty(form.CheckDraft(read.Content, talk));
        Assert.Equal("- [x] Talk", old.Split('\n')[read.RecommendationLine!.Value - 1]);
    }

    private static ReviewForm WithCriterion(out Guid id)
    {
        var form = ReviewForm.Untouched(Guid.NewGuid());
        id = form.SaveCriterion(null, new CriterionSettings("Soundness", "Are the proofs right?", "Yes\nMostly\nNo", false, true), ReviewFormUse.None).Value!.Id;
        return form;
    }
}
