using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;

namespace Workshop.Data.Programme;

internal sealed class PrintMapping : IEntityTypeConfiguration<ProgrammeFrontMatter>, IEntityTypeConfiguration<RememberedPrint>
{
    public void Configure(EntityTypeBuilder<ProgrammeFrontMatter> builder)
    {
        builder.ToTable("ProgrammeFrontMatter");
        builder.HasKey(front => front.EventId).HasName(ConstraintNames.FrontMatterOnce);
        builder.Property(front => front.Welcome).HasMaxLength(ProgrammeFrontMatter.MaxTextLength);
        builder.Property(front => front.Practical).HasMaxLength(ProgrammeFrontMatter.MaxTextLength);
        builder.Property(front => front.Committee).HasConversion(new JsonListConverter<ProgrammePerson>(), new JsonListComparer<ProgrammePerson>());
        builder.Property(front => front.Sponsors).HasConversion(new JsonListConverter<ProgrammeSponsor>(), new JsonListComparer<ProgrammeSponsor>());
        builder.Property(front => front.Logo).HasMaxLength(64);
        builder.Property(front => front.Accent).HasMaxLength(7);
        builder.Property(front => front.Revision).IsConcurrencyToken();
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(front => front.EventId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<RememberedPrint> builder)
    {
        builder.HasKey(print => new { print.EventId, print.Kind }).HasName(ConstraintNames.RememberedPrintOnce);
        builder.Property(print => print.Kind).HasMaxLength(RememberedPrint.MaxKindLength);
        builder.Property(print => print.Choices).HasConversion(new JsonListConverter<PrintChoice>(), new JsonListComparer<PrintChoice>());
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(print => print.EventId).OnDelete(DeleteBehavior.Cascade);
    }
}
