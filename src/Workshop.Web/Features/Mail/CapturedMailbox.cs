using Workshop.Web.Features.Shared;
using Workshop.Web.Platform.Mail;

namespace Workshop.Web.Features.Mail;

/// <summary>Who may read what this server did not send. It holds everybody's secret links, so outside development it is for those who run the server only.</summary>
public sealed class CapturedMailbox(MailSettings settings, IHostEnvironment environment, CurrentViewer viewer)
{
    public async ValueTask<bool> IsOpenAsync() => settings.IsCaptured && (environment.IsDevelopment() || (await viewer.GetAsync()).IsAdministrator);
}
