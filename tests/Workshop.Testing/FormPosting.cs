using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Workshop.Testing;

/// <summary>Forms the way a browser sends them: fetch the page, change some fields of the form, press one of its buttons.</summary>
public static class FormPosting
{
    public static async Task<IHtmlDocument> GetDocumentAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));
        return await response.DocumentAsync();
    }

    public static async Task<IHtmlDocument> DocumentAsync(this HttpResponseMessage response) =>
        new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());

    /// <summary>
    /// Sends the form of <paramref name="path"/> that has the button (or the first form with a field of that name) with its own values, hidden ones and
    /// antiforgery token included, after setting <paramref name="fields"/>. A field that the form does not have is added as it is.
    /// </summary>
    public static async Task<HttpResponseMessage> SubmitFormAsync(this HttpClient client, string path, IReadOnlyDictionary<string, string?> fields, string formSelector = "main form[method=post]", string? button = null, IReadOnlyList<FormFile>? files = null)
    {
        var document = await client.GetDocumentAsync(path);
        return await client.SubmitFormAsync(document, path, fields, formSelector, button, files);
    }

    /// <summary>Like the other, for a page that was fetched before: a second tab, a double click.</summary>
    public static async Task<HttpResponseMessage> SubmitFormAsync(this HttpClient client, IHtmlDocument document, string path, IReadOnlyDictionary<string, string?> fields, string formSelector = "main form[method=post]", string? button = null, IReadOnlyList<FormFile>? files = null)
    {
        var form = document.QuerySelector(formSelector) as IHtmlFormElement
            ?? throw new InvalidOperationException($"No form '{formSelector}' on {path}. The page says: {document.Body?.TextContent.Trim()}");
        var values = new List<KeyValuePair<string, string>>();
        foreach (var element in form.Elements)
        {
            switch (element)
            {
                case IHtmlInputElement { Name.Length: > 0 } input when input.Type is "submit" or "button" or "image" or "file" || input.IsDisabled:
                    break;
                case IHtmlInputElement { Name.Length: > 0 } input when input.Type is "checkbox" or "radio":
                    if (input.IsChecked && !fields.ContainsKey(input.Name!))
                    {
                        values.Add(KeyValuePair.Create(input.Name!, input.Value ?? "on"));
                    }

                    break;
                case IHtmlInputElement { Name.Length: > 0 } input when !fields.ContainsKey(input.Name!):
                    values.Add(KeyValuePair.Create(input.Name!, input.Value ?? ""));
                    break;
                case IHtmlTextAreaElement { Name.Length: > 0 } area when !fields.ContainsKey(area.Name!):
                    values.Add(KeyValuePair.Create(area.Name!, area.Value ?? ""));
                    break;
                case IHtmlSelectElement { Name.Length: > 0 } select when !fields.ContainsKey(select.Name!):
                    values.AddRange(select.Options.Where(option => option.IsSelected).Select(option => KeyValuePair.Create(select.Name!, option.Value)));
                    break;
            }
        }

        values.AddRange(fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Key, field.Value!)));
        var action = form.GetAttribute("action");
        if (button is not null)
        {
            var pressed = form.QuerySelectorAll("button").OfType<IHtmlButtonElement>().FirstOrDefault(candidate => candidate.TextContent.Trim() == button || (candidate.Name == button))
                ?? throw new InvalidOperationException($"No button '{button}' in the form on {path}.");
            if (pressed.Name is { Length: > 0 } name)
            {
                values.Add(KeyValuePair.Create(name, pressed.Value ?? ""));
            }

            action = pressed.GetAttribute("formaction") ?? action;
        }

        using var content = Content(form, values, files);
        return await client.PostAsync(new Uri(string.IsNullOrEmpty(action) ? path : action, UriKind.RelativeOrAbsolute), content);
    }

    private static HttpContent Content(IHtmlFormElement form, List<KeyValuePair<string, string>> values, IReadOnlyList<FormFile>? files)
    {
        if (form.GetAttribute("enctype") != "multipart/form-data")
        {
            return new FormUrlEncodedContent(values);
        }

        var multipart = new MultipartFormDataContent();
        foreach (var (name, value) in values)
        {
            multipart.Add(new StringContent(value), name);
        }

        foreach (var file in files ?? [])
        {
            var part = new ByteArrayContent(file.Content);
            part.Headers.ContentType = new MediaTypeHeaderValue(file.ContentType);
            multipart.Add(part, file.Field, file.FileName);
        }

        return multipart;
    }
}

/// <summary>A file that the person chose.</summary>
public sealed record FormFile(string Field, string FileName, byte[] Content, string ContentType = "application/pdf");
