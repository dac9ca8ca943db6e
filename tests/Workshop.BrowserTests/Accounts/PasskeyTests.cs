using Microsoft.Playwright;
using Workshop.Testing;

namespace Workshop.BrowserTests.Accounts;

/// <summary>Chromium plays the authenticator: a device that asks for finger or face and always gets it.</summary>
public sealed class PasskeyTests(ChromiumFixture chromium) : IDisposable
{
    private const string Address = "ada@theory.example";

    private readonly WorkshopApp _app = WorkshopApp.OnSocket();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_passkey_is_added_signs_in_and_is_removed()
    {
        await _app.PersonAsync("Ada Lovelace", Address);
        // A passkey belongs to a domain, and a number is none.
        _app.ClientOptions.BaseAddress = new UriBuilder(_app.ClientOptions.BaseAddress) { Host = "localhost" }.Uri;
        await using var visit = await Visit.StartAsync(chromium, _app);
        await AddAuthenticatorAsync(visit);
        await SignInAsync(visit);

        await visit.GoAsync("/account/passkeys");
        await visit.FillAsync("Name optional", "Laptop");
        await ClickAsync(visit, "Add a passkey");
        await visit.Page.Locator(".card").WaitForAsync();
        await visit.CheckAsync();
        Assert.Equal("Laptop", await visit.Page.Locator(".card h2").InnerTextAsync());

        await visit.PressAsync("Sign out");
        await visit.GoAsync("/account/sign-in?returnUrl=/account");
        await ClickAsync(visit, "Sign in with a passkey");
        await visit.Page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        await visit.GoAsync("/account/passkeys");
        Assert.Equal("Ada Lovelace", await visit.Page.Locator(".viewer a").InnerTextAsync());

        await visit.PressAsync("Remove Laptop");
        Assert.Equal(0, await visit.Page.Locator(".card").CountAsync());
    }

    [Fact]
    public async Task Without_script_nothing_is_offered_that_cannot_work()
    {
        await _app.PersonAsync("Ada Lovelace", Address);
        await using var visit = await Visit.StartAsync(chromium, _app, withScript: false);

        await visit.GoAsync("/account/sign-in");

        Assert.False(await visit.Page.GetByText("Sign in with a passkey").IsVisibleAsync());
        await SignInAsync(visit);
        await visit.GoAsync("/account/passkeys");
        Assert.True(await visit.Page.GetByText("This needs a browser that knows passkeys").IsVisibleAsync());
    }

    private static Task ClickAsync(Visit visit, string button) => visit.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private static async Task SignInAsync(Visit visit)
    {
        await visit.GoAsync("/account/sign-in?returnUrl=/account");
        await visit.FillAsync("E-mail address", Address);
        await visit.FillAsync("Password", Given.Password);
        await visit.PressAsync("Sign in");
    }

    private static async Task AddAuthenticatorAsync(Visit visit)
    {
        var devTools = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        await devTools.SendAsync("WebAuthn.enable");
        await devTools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
