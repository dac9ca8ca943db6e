using BenchmarkDotNet.Running;
using Workshop.Benchmarks;

// dotnet run -c Release --project tests/Workshop.Benchmarks -- --filter '*'
BenchmarkSwitcher.FromAssembly(typeof(AssignmentBenchmarks).Assembly).Run(args);
