using System.Text;

namespace Workshop.Web.Features.Shared;

/// <summary>The colour that goes with a status word. Red is only for what the reader must fix; a rejection is no error.</summary>
public static class StatusTone
{
    /// <summary>The tone's name, which is also the end of its CSS class; "plain" for a word that nobody gave a colour.</summary>
    public static string Of(string words) => words switch
    {
        "draft" or "not started" or "cannot judge" or "queued" or "good to know" => "grey",
        "submitted" or "invited" or "running" or "sending" or "proposed" or "being checked" => "blue",
        "in review" or "in discussion" => "violet",
        "accepted talk" or "accepted" or "talk" or "published" or "released" or "done" or "sent" or "optimal" or "acceptable" => "green",
        "accepted poster" or "poster" => "teal",
        "held" or "paused" or "later" or "waitlist" or "staged" or "overdue" or "lapsed" or "uncertain" or "interrupted" or "worth a look" => "amber",
        "withdrawn" or "cancelled" or "discarded" => "struck",
        "problem" or "refused" or "failed" or "must be mended" => "red",
        _ => "plain",
    };

    /// <summary>"AcceptedTalk", "accepted-talk" and "Accepted talk" are the same words: "accepted talk".</summary>
    public static string Words(string value)
    {
        var words = new StringBuilder(value.Length + 4);
        foreach (var c in value.Trim())
        {
            if (c is '-' or '_' or ' ')
            {
                words.Append(' ');
            }
            else
            {
                if (char.IsUpper(c) && words.Length > 0 && char.IsLower(words[^1]))
                {
                    words.Append(' ');
                }

                words.Append(char.ToLowerInvariant(c));
            }
        }

        return words.ToString();
    }
}
