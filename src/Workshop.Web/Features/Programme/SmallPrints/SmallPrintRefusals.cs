using Workshop.Domain;

namespace Workshop.Web.Features.Programme.SmallPrints;

internal static class SmallPrintRefusals
{
    public static Refusal NoSessions { get; } = new("print.no-sessions", "There is nothing to print yet: add a session first.");

    public static Refusal NoRooms { get; } = new("print.no-rooms", "No session has a room yet: say first where the sessions are.");

    public static Refusal NoTalks { get; } = new("print.no-talks", "There is no talk to chair yet: place talks in a session first.");

    public static Refusal NoBoards { get; } = new("print.no-boards", "No poster has a board yet: place posters in a poster session first.");

    public static Refusal NoSubmissions { get; } = new("print.no-submissions", "Nothing is accepted yet: cards are printed once decisions are released.");

    public static Refusal NoPeople { get; } = new("print.no-people", "Nobody is chosen. Choose a group, or paste a list of names.");
}
