using CaseManagement.Application.Ports;
using CaseManagement.Domain.Patients;
using CaseManagement.Infrastructure.Keys;

namespace CaseManagement.Application.Tests.Keys;

public sealed class SealsTests
{
    private const string Number = "11010519491231002X";

    private static readonly PatientId Owner = PatientId.New();

    [Theory]
    [InlineData(Number)]
    [InlineData("13800000001")]
    [InlineData("香港身份证A123456(7)")]
    [InlineData("")]
    public void Given_a_number_When_sealed_and_opened_Then_it_is_the_same_and_nothing_of_it_shows(string plain)
    {
        var seals = new Seals(TestKeys.Ring);

        var (once, twice) = (seals.Seal(plain, Owner), seals.Seal(plain, Owner));

        Assert.Equal((plain, plain), (seals.Open(once, Owner), seals.Open(twice, Owner)));
        Assert.NotEqual(once, twice);
        Assert.StartsWith("1.", once.Stored(), StringComparison.Ordinal);
        Assert.Equal("(sealed)", $"{once}");
        Assert.Equal(once, SealedText.FromStored(once.Stored()));
    }

    [Fact]
    public void Given_a_sealed_text_When_any_byte_is_changed_Then_it_does_not_open_and_the_fault_says_nothing()
    {
        var seals = new Seals(TestKeys.Ring);
        var bytes = seals.Seal(Number, Owner).Bytes();

        foreach (var place in Enumerable.Range(0, bytes.Length))
        {
            var changed = (byte[])bytes.Clone();
            changed[place] ^= 1;
            var fault = Assert.Throws<SealBrokenException>(() => seals.Open(SealedText.Of(1, changed), Owner));
            Assert.Equal("A sealed text does not open.", fault.Message);
        }
    }

    [Fact]
    public void Given_a_sealed_text_When_it_is_moved_to_another_person_Then_it_does_not_open()
    {
        var seals = new Seals(TestKeys.Ring);

        Assert.Throws<SealBrokenException>(() => seals.Open(seals.Seal(Number, Owner), PatientId.New()));
    }

    [Fact]
    public void Given_other_keys_or_a_missing_version_When_opened_Then_it_does_not_open()
    {
        var text = new Seals(TestKeys.Ring).Seal(Number, Owner);

        Assert.Throws<SealBrokenException>(() => new Seals(KeyRing.Demo).Open(text, Owner));
        Assert.Throws<SealBrokenException>(() => new Seals(TestKeys.Of(2)).Open(text, Owner));
    }

    [Fact]
    public void Given_a_newer_key_When_an_old_text_is_opened_Then_it_still_opens_and_the_next_is_under_the_new_key()
    {
        var old = new Seals(TestKeys.Ring).Seal(Number, Owner);
        var seals = new Seals(TestKeys.Of(1, 2));

        Assert.Equal(Number, seals.Open(old, Owner));
        Assert.Equal(2, seals.Seal(Number, Owner).KeyVersion);
    }

    [Fact]
    public void Given_the_spellings_of_a_number_When_hashed_Then_they_are_found_as_one_under_every_key_in_use()
    {
        var seals = new Seals(TestKeys.Of(1, 2));

        Assert.Equal(seals.HashOf(LookupText.Document(Number)), seals.HashOf(LookupText.Document(" 11010519491231002x ")));
        Assert.Equal(seals.HashOf(LookupText.Phone("13800000001")!), seals.HashOf(LookupText.Phone("138-0000 0001")!));
        Assert.Null(LookupText.Phone("none"));
        Assert.Equal([new Seals(TestKeys.Of(1)).HashOf(LookupText.Document(Number)), seals.HashOf(LookupText.Document(Number))], seals.HashesOf(LookupText.Document(Number)));
        Assert.NotEqual(seals.HashOf(LookupText.Document(Number)).Stored()[2..], seals.HashesOf(LookupText.Document(Number))[0].Stored()[2..]);
    }

    [Theory]
    [InlineData(Number)]
    [InlineData("13800000001")]
    [InlineData("1.")]
    [InlineData("1.AAAA")]
    [InlineData("0.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("x.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("")]
    public void Given_a_plain_text_When_judged_Then_it_is_not_taken_for_sealed(string text)
    {
        Assert.False(SealedText.IsSealed(text));
        Assert.Throws<FormatException>(() => SealedText.FromStored(text));
    }
}
