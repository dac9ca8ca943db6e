using System.Globalization;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;

namespace Workshop.Web.Features.Shared;

/// <summary>Fills a page that was asked for with what was typed into its form before, by the framework's own binding: any page, any field, nothing is executed.</summary>
public sealed class FormRefill(IModelBinderFactory binders, ParameterBinder binder, IModelMetadataProvider metadata)
{
    /// <summary>Sets the page's bound properties. What was typed stays visible even where it fits no property, and no field is marked as wrong.</summary>
    public async Task RunAsync(PageModel page, IFormCollection fields)
    {
        var context = page.PageContext;
        var values = new FormValueProvider(BindingSource.Form, fields, CultureInfo.CurrentCulture);
        foreach (var property in context.ActionDescriptor.BoundProperties.OfType<PageBoundPropertyDescriptor>())
        {
            var info = property.BindingInfo;
            var prefix = info?.BinderModelName ?? property.Name;
            if ((info?.BindingSource is { } source && source != BindingSource.Form) || !fields.Keys.Any(name => name == prefix || name.StartsWith(prefix + ".", StringComparison.Ordinal)))
            {
                continue;
            }

            // By itself a property says that it is not bound when a page is asked for; that rule is for addresses.
            var always = new ParameterDescriptor { Name = property.Name, ParameterType = property.ParameterType, BindingInfo = info is null ? null : new BindingInfo(info) { RequestPredicate = null } };
            var about = metadata.GetMetadataForProperty(page.GetType(), property.Name);
            var chosen = binders.CreateBinder(new ModelBinderFactoryContext { BindingInfo = always.BindingInfo, Metadata = about, CacheToken = property });
            var result = await binder.BindModelAsync(context, chosen, values, always, about, value: null);
            if (result.IsModelSet)
            {
                property.Property.SetValue(page, result.Model);
            }
        }

        var typed = context.ModelState.Where(entry => entry.Value?.RawValue is not null).Select(entry => (entry.Key, entry.Value!.RawValue, entry.Value.AttemptedValue)).ToList();
        context.ModelState.Clear();
        foreach (var (key, raw, attempted) in typed)
        {
            context.ModelState.SetModelValue(key, raw, attempted);
        }
    }
}
