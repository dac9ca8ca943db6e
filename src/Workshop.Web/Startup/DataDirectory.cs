using Microsoft.AspNetCore.DataProtection;

namespace Workshop.Web.Startup;

/// <summary>Where all state lives: the SQLite file, the keys that protect cookies. Never beside the binary.</summary>
public sealed class DataDirectory
{
    public DataDirectory(IConfiguration configuration)
    {
        Root = Path.GetFullPath(configuration["Data:Directory"] is { Length: > 0 } directory ? directory : "data");
        Directory.CreateDirectory(Root);
    }

    public string Root { get; }

    public string DatabaseFile => Path.Combine(Root, "workshop.db");

    public string KeysDirectory => Path.Combine(Root, "keys");
}

public static class DataDirectoryStartup
{
    public static void AddDataDirectory(this WebApplicationBuilder builder)
    {
        var directory = new DataDirectory(builder.Configuration);
        builder.Services.AddSingleton(directory);
        builder.Services.AddDataProtection().SetApplicationName("Workshop").PersistKeysToFileSystem(Directory.CreateDirectory(directory.KeysDirectory));
    }
}
