using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Cards;

/// <summary>Everything that stands on the card of an event: the same facts give the same picture.</summary>
/// <param name="Due">"Submit by Fri 12 Mar 2027, 23:59 AoE"; may be empty.</param>
public sealed record CardFacts(string Name, string Days, string Venue, string Due)
{
    /// <summary>The layout counts too: rises when it changes.</summary>
    private const string Layout = "1";

    /// <summary>By the content.</summary>
    public string Key => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Layout + JsonSerializer.Serialize<string[]>([Name, Days, Venue, Due]))))[..32];

    public static CardFacts Of(WorkshopEvent e, PersonalDeadlines deadlines, DateTimeOffset now) =>
        new(MailText.Line(e.Name), EventDays.Say(e.StartsOn, e.EndsOn), MailText.Line(e.Venue), LinkPreview.WhatIsDue(e, deadlines, now));
}
