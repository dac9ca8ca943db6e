using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using SQLitePCL;

namespace Workshop.Migrations.Sqlite;

/// <summary>
/// Lets Microsoft.Data.Sqlite 10, which was built against SQLitePCLRaw 2.1, run on the 2.0.6 that the registry serves, and on the system's
/// SQLite when that is newer than the bundled 3.35.5. See docs/decisions/0002-sqlite-binding.md.
/// </summary>
internal static class SqliteBinding
{
    private const string BundledLibrary = "e_sqlite3";
    private const string SystemLibrary = "libsqlite3.so.0";

    /// <summary>The bundled version as SQLite writes it: major × 1,000,000 + minor × 1,000 + patch.</summary>
    private const int BundledVersion = 3_035_005;

    // Runs before anything of this assembly, and so before the first type of Microsoft.Data.Sqlite asks for an assembly version that is not there.
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The handler must stand before the first use of the library, from whichever test, tool or host that comes.")]
    internal static void Initialize()
    {
        AssemblyLoadContext.Default.Resolving += (_, name) => name.Name == "SQLitePCLRaw.core" ? OurCore() : null;
        UseProvider();
    }

    /// <summary>The 2.0.6 that this assembly was compiled against, whatever version is asked for.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Assembly OurCore() => typeof(raw).Assembly;

    // A method of its own: its types are only loaded when it is compiled, which is after the handler above stands.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UseProvider()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) =>
            name == BundledLibrary && NewerSystemLibrary() is { } system ? system : IntPtr.Zero);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
    }

    private static IntPtr? NewerSystemLibrary()
    {
        if (!NativeLibrary.TryLoad(SystemLibrary, out var library))
        {
            return null;
        }

        var version = Marshal.GetDelegateForFunctionPointer<VersionNumber>(NativeLibrary.GetExport(library, "sqlite3_libversion_number"));
        return version() > BundledVersion ? library : null;
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int VersionNumber();
}
