using Workshop.Web.Commands;
using Workshop.Web.Startup;

if (CommandLine.IsVerb(args))
{
    return await CommandLine.RunAsync(args);
}

await using var app = await WorkshopServer.BuildAsync(CommandLine.WithoutServe(args));
await app.RunAsync();
return 0;
