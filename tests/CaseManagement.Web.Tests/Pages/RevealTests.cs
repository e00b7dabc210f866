using System.Net;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Testing;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Web.Tests.Pages;

public sealed class RevealTests
{
    private const string Phone = "13912345601";
    private const string GuardianPhone = "13912345602";

    [Fact]
    public async Task Given_a_patients_page_When_a_reason_is_given_Then_the_numbers_are_shown_this_once_and_the_guardian_can_be_called()
    {
        await using var slice = await Slice.CreateAsync(today: new(2026, 3, 2));
        var registered = await slice.Send(A.Registration() with { Phone = Phone, Guardian = new GuardianInput("测试母", "母亲", GuardianPhone, null, null) });
        await using var site = await Site.OpenAsync(slice);
        var address = $"/cases/{registered.CaseId.Value}";

        var before = await site.Get(address);
        var refused = await site.Post(address, "Reveal", new() { ["Why.Reason"] = "Other", ["Why.Note"] = "" }, HttpStatusCode.BadRequest);
        var shown = await site.Post(address, "Reveal", new() { ["Why.Reason"] = "TelephoneContact" });
        var kept = site.LastCacheControl;
        var after = await site.Get(address);

        Assert.All([before, refused, after], page =>
        {
            Assert.Contains("139****5602", page, StringComparison.Ordinal);
            Assert.DoesNotContain(GuardianPhone, page, StringComparison.Ordinal);
            Assert.DoesNotContain("东城大道1号", page, StringComparison.Ordinal);
        });
        Assert.Contains("选“其他”时请写明原因。", refused, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"tel:{GuardianPhone}\" aria-label=\"呼叫 测试母 ", shown, StringComparison.Ordinal);
        Assert.Contains(Phone, shown, StringComparison.Ordinal);
        Assert.Contains("东城大道1号", shown, StringComparison.Ordinal);
        Assert.Contains("no-store", kept, StringComparison.Ordinal);
        Assert.Equal(1, await slice.Db(db => db.Audit.CountAsync(entry => entry.Request == nameof(RevealIdentity))));
    }
}
