using Workshop.Web.Commands;
using Workshop.Web.Startup;

if (CommandLine.IsVerb(args))
{
    return await CommandLine.RunAsync(args);
}

var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,
    ContentRootPath = AppContext.BaseDirectory, // appsettings.json lives at the repository root and is copied beside the binary
});

builder.AddWorkshop();

var app = builder.Build();

await app.PrepareDatabaseAsync();
app.UseWorkshop();
app.Run();
return 0;
