using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Exports;

/// <summary>
/// Notes as OpenReview's API (version 2) has them, one JSON object a line: each submission that the organizer handles, and under it the decision once its authors know it. Authors are
/// named by their addresses, from which OpenReview finds profiles. A fixed number of queries.
/// </summary>
public sealed class WriteOpenReview(WorkshopDb db, SiteAddress site, TimeProvider time)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<byte[]> RunAsync(Viewer organizer, WorkshopEvent e, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var visible = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).Where(s => s.EventId == e.Id && s.SubmittedAt != null && s.WithdrawnAt == null);
        var submissions = await visible.AsNoTracking().WithContent().OrderBy(s => s.Number).ToListAsync(cancel);
        var decisions = await db.Decisions.AsNoTracking().Where(decision => decision.ReleasedAt <= now && visible.Any(s => s.Id == decision.SubmissionId)).ToDictionaryAsync(decision => decision.SubmissionId, cancel);
        var labels = await db.DecisionLabels.AsNoTracking().Where(label => label.EventId == e.Id).ToDictionaryAsync(label => label.Id, label => label.Name, cancel);
        // For everybody only what its authors let be published as a whole: a note has all names and the abstract.
        var publicOnes = (await db.Submissions.VisibleTo(Viewer.Anonymous, SubmissionPart.Programme, now)
            .Where(s => s.EventId == e.Id && !db.PresentationAnswers.Any(answer => answer.SubmissionId == s.Id && answer.IsConfirmed && (!answer.PublishesNames || !answer.PublishesAbstract)))
            .Select(s => s.Id).ToListAsync(cancel)).ToHashSet();
        var topics = e.Topics.ToDictionary(topic => topic.Id, topic => topic.Name);
        var venueId = $"{new Uri(site.Base).Host}/{e.Slug}";
        var file = new ArrayBufferWriter<byte>();
        foreach (var s in submissions)
        {
            var note = string.Create(CultureInfo.InvariantCulture, $"{e.Slug}-{s.Number}");
            var decision = decisions.GetValueOrDefault(s.Id);
            var isAccepted = decision is { Outcome: DecisionOutcome.Talk or DecisionOutcome.Poster, DeclinedAt: null };
            Line(file, json =>
            {
                Head(json, note, note, $"{venueId}/-/Submission", publicOnes.Contains(s.Id) ? "everyone" : $"{venueId}/Program_Chairs", venueId);
                json.WriteNumber("number", s.Number);
                json.WriteNumber("cdate", s.SubmittedAt!.Value.ToUnixTimeMilliseconds());
                json.WriteNumber("mdate", s.UpdatedAt.ToUnixTimeMilliseconds());
                json.WriteStartObject("content");
                Value(json, "title", s.Title);
                Values(json, "authors", s.Authors.OrderBy(author => author.Position).Select(author => author.Name));
                Values(json, "authorids", s.Authors.OrderBy(author => author.Position).Select(author => author.NormalizedEmail));
                Value(json, "abstract", s.Abstract);
                Values(json, "keywords", s.Topics.Select(topic => topics.GetValueOrDefault(topic.TopicId, "")).Where(name => name.Length > 0).Order(StringComparer.Ordinal));
                Value(json, "venue", isAccepted ? $"{e.Name} {Words(decision!, labels)}" : $"Submitted to {e.Name}");
                Value(json, "venueid", isAccepted ? venueId : $"{venueId}/Submission");
                json.WriteEndObject();
            });
            if (decision is not null)
            {
                Line(file, json =>
                {
                    Head(json, $"{note}-decision", note, string.Create(CultureInfo.InvariantCulture, $"{venueId}/Submission{s.Number}/-/Decision"), $"{venueId}/Program_Chairs", $"{venueId}/Program_Chairs");
                    json.WriteString("replyto", note);
                    json.WriteNumber("cdate", decision.ReleasedAt!.Value.ToUnixTimeMilliseconds());
                    json.WriteStartObject("content");
                    Value(json, "title", "Paper Decision");
                    Value(json, "decision", decision.Outcome switch
                    {
                        DecisionOutcome.Talk or DecisionOutcome.Poster => $"Accept ({Words(decision, labels)})",
                        DecisionOutcome.Waitlist => "Waitlist",
                        _ => "Reject",
                    });
                    Value(json, "comment", decision.Note);
                    json.WriteEndObject();
                });
            }
        }

        return file.WrittenSpan.ToArray();
    }

    private static string Words(Decision decision, Dictionary<Guid, string> labels) =>
        decision.LabelId is { } label && labels.TryGetValue(label, out var name) ? name.ToLowerInvariant() : ReadSubmissionTable.WordOf(decision.Outcome);

    private static void Line(ArrayBufferWriter<byte> file, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(file, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        file.Write("\n"u8);
    }

    private static void Head(Utf8JsonWriter json, string id, string forum, string invitation, string reader, string signature)
    {
        json.WriteString("id", id);
        json.WriteString("forum", forum);
        List(json, "invitations", invitation);
        List(json, "readers", reader);
        List(json, "signatures", signature);
    }

    private static void List(Utf8JsonWriter json, string name, params IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void Value(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartObject(name);
        json.WriteString("value", value);
        json.WriteEndObject();
    }

    private static void Values(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartObject(name);
        List(json, "value", values);
        json.WriteEndObject();
    }
}
