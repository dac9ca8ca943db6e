namespace Workshop.Web.Features.Submissions;

/// <summary>A file that the author chose, not read yet.</summary>
/// <param name="FileName">As the author's computer says; trusted in nothing.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Open">Opens it from the start.</param>
public sealed record Upload(string FileName, long Size, Func<Stream> Open)
{
    /// <summary>Requests may be far larger than files: a file over the limit then gets its sentence and the form its text back, instead of a broken connection.</summary>
    public const int LargestRequest = 128 * 1024 * 1024;

    /// <summary>Null when no file was chosen: browsers then send an empty part without a name.</summary>
    public static Upload? Of(IFormFile? file) => file is null ? null : new Upload(file.FileName, file.Length, file.OpenReadStream);

    public async Task<byte[]> ReadAsync(CancellationToken cancel)
    {
        var content = new byte[Size];
        await using var stream = Open();
        await stream.ReadExactlyAsync(content, cancel);
        return content;
    }
}
