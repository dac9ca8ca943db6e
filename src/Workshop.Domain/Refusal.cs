namespace Workshop.Domain;

/// <summary>Why the answer is no: a stable code for tests, logs and the API, and a sentence that tells a person what to do.</summary>
/// <param name="Code">Dotted and lower case, "submission.closed"; never shown to people, never reused for another reason.</param>
/// <param name="Message">One or two full sentences in plain words, safe to show to whoever asked.</param>
/// <param name="Field">The form field that the sentence belongs under, or null when it concerns the whole request.</param>
public sealed record Refusal(string Code, string Message, string? Field = null);
