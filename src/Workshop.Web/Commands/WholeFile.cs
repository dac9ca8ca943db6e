using System.Text;

namespace Workshop.Web.Commands;

/// <summary>Output that is complete or absent: nobody reads half an assignment because a disk was full.</summary>
public static class WholeFile
{
    public static void Write(string path, Action<TextWriter> write)
    {
        var beside = path + ".partial";
        try
        {
            using (var text = new StreamWriter(beside, append: false, new UTF8Encoding(false)))
            {
                write(text);
            }

            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
