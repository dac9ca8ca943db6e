using System.CommandLine;
using Workshop.Web.Platform.Mail;
using Workshop.Web.Startup;

namespace Workshop.Web.Commands;

/// <summary><c>workshop deliver-mail</c>: for a timer of the machine's own, or to see at a terminal what becomes of the mails that wait.</summary>
public static class DeliverMailCommand
{
    public static Command Create()
    {
        var alone = new Option<bool>("--alone") { Description = "No server runs on this database: what is marked as being sent was left by one that died, and becomes uncertain." };
        var settings = new Argument<string[]>("settings") { Description = "Settings, as for serving: --Data:Directory=/var/lib/workshop", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("deliver-mail", "Hand over every mail whose time has come, then end. The running server does this by itself.") { alone, settings };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancel) =>
        {
            await using var app = await WorkshopServer.BuildAsync([.. parsed.GetValue(settings) ?? [], .. parsed.UnmatchedTokens]);
            await using var scope = app.Services.CreateAsyncScope();
            var delivery = scope.ServiceProvider.GetRequiredService<MailDelivery>();
            if (parsed.GetValue(alone))
            {
                await delivery.MarkLeftAsync(app.Services.GetRequiredService<TimeProvider>().GetUtcNow(), cancel);
            }

            await delivery.RunAsync(cancel);
            return ExitCode.Done;
        });
        return command;
    }
}
