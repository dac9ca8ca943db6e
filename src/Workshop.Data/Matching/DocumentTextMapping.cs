using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.Matching;

namespace Workshop.Data.Matching;

internal sealed class DocumentTextMapping : IEntityTypeConfiguration<DocumentText>
{
    public void Configure(EntityTypeBuilder<DocumentText> builder)
    {
        builder.HasKey(text => text.Sha256).HasName(ConstraintNames.DocumentTextOnce);
        builder.Property(text => text.Sha256).HasMaxLength(64);
    }
}
