using Microsoft.Extensions.DependencyInjection.Extensions;
using Workshop.Web.Features.Archive;
using Workshop.Web.Features.Assignment;
using Workshop.Web.Features.Programme.Prints;
using Workshop.Web.Features.Submissions;
using Workshop.Web.Platform.Jobs;

namespace Workshop.Web.Startup;

public static class Jobs
{
    public static void AddJobs(this WebApplicationBuilder builder)
    {
        AddKinds(builder.Services);

        var settings = new JobSettings(builder.Configuration);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<JobRunner>();
        builder.Services.AddSingleton<JobRecovery>();
        builder.Services.AddSingleton<JobWaker>();
        builder.Services.AddScoped<JobRequests>();
        foreach (var recurring in RecurringJobs.All)
        {
            builder.Services.TryAddScoped(recurring.Job);
        }

        if (settings.Enabled)
        {
            builder.Services.AddHostedService<RecoveryAtStart>();
            builder.AddScheduler(settings);
        }
    }

    /// <summary>One line per kind of job.</summary>
    private static void AddKinds(IServiceCollection services)
    {
        services.AddBackgroundJob<ProposeAssignmentJob>(ProposeAssignment.JobKind, restartable: true, "Computing the assignment");
        services.AddBackgroundJob<RepairAssignmentJob>(RepairAssignment.JobKind, restartable: true, "Working out how to mend the assignment");
        services.AddBackgroundJob<RecheckSubmissionsJob>(RecheckSubmissionsJob.Kind, restartable: true, "Checking all PDFs again");
        services.AddBackgroundJob<PrintJob>(PrintJob.Kind, restartable: true, "Printing");
        services.AddBackgroundJob<ArchiveEventJob>(ArchiveEventJob.Kind, restartable: true, "Packing the archive");
        services.AddSingleton<ArchiveStore>();
    }
}
