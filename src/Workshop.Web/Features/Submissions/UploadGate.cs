using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>Put on pages that take uploads; <see cref="UploadGate"/> does it, after the limits of the request are set and before anything reads its body.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UploadGateAttribute : TypeFilterAttribute
{
    /// <summary>The limits (RequestSizeLimit, RequestFormLimits) have 900, the check of the antiforgery token, which reads the form, has 1000.</summary>
    private const int BetweenLimitsAndToken = 950;

    public UploadGateAttribute()
        : base(typeof(UploadGate)) => Order = BetweenLimitsAndToken;
}

/// <summary>
/// Refuses an upload that came too late by its headers alone: minutes of somebody's line are not spent on what cannot be accepted. What is small, text without a file, is
/// read all the same, because the page then gives back what was typed. An upload that is in time may take as long as the window allows, but nobody holds a connection for ever.
/// </summary>
internal sealed class UploadGate(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, FrameFilter frame, TimeProvider time, IModelMetadataProvider metadata) : IAsyncAuthorizationFilter
{
    /// <summary>More than any form holds without a file.</summary>
    public const int SmallBody = 256 * 1024;

    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType || http.Request.ContentLength <= SmallBody || await current.FindAsync() is not { } of)
        {
            return;
        }

        var arrived = ArrivalTime.Of(http);
        var id = Guid.TryParse(context.RouteData.Values["id"] as string, out var named) ? named : Guid.Empty;

        // The type that is chosen stands in the body: here it is enough that some type is open, and the save asks again.
        var window = (await db.LoadDeadlinesAsync(of, await viewer.GetAsync(), id, http.RequestAborted)).As(null);
        if (window.Check(arrived) is { } closed)
        {
            await frame.FillAsync(http);
            context.Result = Refuse(context, of, closed);
            return;
        }

        var left = window.LastFinish(arrived) - time.GetUtcNow();
        using var tooLong = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        tooLong.CancelAfter(left < Longest ? left < TimeSpan.Zero ? TimeSpan.Zero : left : Longest);
        try
        {
            await http.Request.ReadFormAsync(tooLong.Token);
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            await frame.FillAsync(http);
            context.Result = Refuse(context, of, new Refusal("submission.upload-too-slow", "The upload took too long, so it came too late. Write to the organizers if your connection failed you."));
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or BadHttpRequestException)
        {
            // Too large, malformed or broken off: whoever reads the form next gets the same answer and says so.
        }
    }

    private ViewResult Refuse(AuthorizationFilterContext context, WorkshopEvent of, Refusal refusal)
    {
        // The rest of the body is not wanted, so the connection cannot be used again.
        context.HttpContext.Response.Headers.Connection = "close";
        return new ViewResult
        {
            ViewName = "/Features/Submissions/UploadClosed.cshtml",
            StatusCode = StatusCodes.Status400BadRequest,
            ViewData = new ViewDataDictionary<UploadClosedView>(metadata, new ModelStateDictionary()) { Model = new UploadClosedView(of, refusal) },
        };
    }
}

public sealed record UploadClosedView(WorkshopEvent Event, Refusal Refusal);
