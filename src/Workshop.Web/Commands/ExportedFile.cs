namespace Workshop.Web.Commands;

/// <summary>Files that hold everything anybody wrote: whoever else has an account on this machine cannot read them, whatever the folder.</summary>
internal static class ExportedFile
{
    /// <summary>New and empty, readable and writable by its owner alone. Fails when there is a file of this name.</summary>
    public static FileStream Create(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(file, options);
    }
}
