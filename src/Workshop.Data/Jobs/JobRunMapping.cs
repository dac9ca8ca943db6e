using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.Jobs;

namespace Workshop.Data.Jobs;

internal sealed class JobRunMapping : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> builder)
    {
        builder.Property(run => run.Id).ValueGeneratedNever();
        builder.Property(run => run.Kind).HasMaxLength(80);
        builder.Property(run => run.Message).HasMaxLength(JobRun.MaxMessageLength);
        builder.Property(run => run.ResultSha256).HasMaxLength(64);
        // The state is the lock: of two nodes that take the same run, the second one's save changes no row.
        builder.Property(run => run.State).IsConcurrencyToken();
        builder.HasIndex(run => run.State);
        builder.HasIndex(run => new { run.EventId, run.CreatedAt });
        builder.Ignore(run => run.IsOver);
    }
}
