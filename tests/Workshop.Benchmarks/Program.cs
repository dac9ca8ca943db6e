using System.Globalization;
using BenchmarkDotNet.Running;
using Workshop.Benchmarks;

// dotnet run -c Release --project tests/Workshop.Benchmarks -- --filter '*'
// dotnet run -c Release --project tests/Workshop.Benchmarks -- rush 200 300
// dotnet run -c Release --project tests/Workshop.Benchmarks -- assignment 300x100x3 20000x20000x4x60
if (args is ["rush", .. var rest])
{
    int Number(int place, int usual) => rest.Length > place ? int.Parse(rest[place], CultureInfo.InvariantCulture) : usual;
    return await UploadRush.RunAsync(Number(0, 200), TimeSpan.FromSeconds(Number(1, 300)), rest.Length > 2 ? rest[2] : null);
}

if (args is ["assignment", .. var sizes])
{
    AssignmentBenchmarks.Measure(sizes);
    return 0;
}

BenchmarkSwitcher.FromAssembly(typeof(AssignmentBenchmarks).Assembly).Run(args);
return 0;
