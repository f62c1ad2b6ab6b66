using System;
using System.Threading.Tasks;
using Provisioning.Connections.SignIn;
using Provisioning.Secrets;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Connections.SignIn;

public sealed class TokenCacheTests
{
    [Theory]
    [InlineData(3599, 3478, false)]
    [InlineData(3599, 3480, true)]
    [InlineData(60, 44, false)]
    [InlineData(60, 46, true)]
    public async Task A_token_is_renewed_before_it_ends(int lifetime, int elapsed, bool isRenewed)
    {
        var time = new ManualTimeProvider();
        int fetched = 0;
        var tokens = new TokenCache(() => Task.FromResult(new AccessToken(Make.Secret($"token-{++fetched}"), TimeSpan.FromSeconds(lifetime))), time);
        await tokens.GetAsync(default);

        time.Advance(TimeSpan.FromSeconds(elapsed));
        time.SetWallClock(TimeSpan.FromDays(-400));
        await tokens.GetAsync(default);

        Assert.Equal(isRenewed ? 2 : 1, fetched);
    }

    [Fact]
    public async Task A_fetch_that_failed_is_not_remembered()
    {
        int fetched = 0;
        var tokens = new TokenCache(() => ++fetched == 1 ? throw new InvalidOperationException()
            : Task.FromResult(new AccessToken(Make.Secret("token"), TimeSpan.FromHours(1))), TimeProvider.System);
        await Assert.ThrowsAsync<InvalidOperationException>(() => tokens.GetAsync(default));

        Assert.Equal("token", (await tokens.GetAsync(default)).Reveal());
    }

    [Fact]
    public async Task A_refusal_of_an_older_token_leaves_the_newer_one()
    {
        int fetched = 0;
        var tokens = new TokenCache(() => Task.FromResult(new AccessToken(Make.Secret($"token-{++fetched}"), TimeSpan.FromHours(1))), TimeProvider.System);
        Secret first = await tokens.GetAsync(default);
        tokens.Drop(first);
        await tokens.GetAsync(default);

        tokens.Drop(first);
        await tokens.GetAsync(default);

        Assert.Equal(2, fetched);
    }

    [Fact]
    public async Task A_caller_that_gives_up_does_not_take_the_token_from_the_others()
    {
        var fetching = new TaskCompletionSource<AccessToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        var tokens = new TokenCache(() => fetching.Task, TimeProvider.System);
        using var giveUp = new System.Threading.CancellationTokenSource();
        Task<Secret> impatient = tokens.GetAsync(giveUp.Token);
        Task<Secret> patient = tokens.GetAsync(default);

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        fetching.SetResult(new AccessToken(Make.Secret("token"), TimeSpan.FromHours(1)));

        Assert.Equal("token", (await patient).Reveal());
    }
}
