using System.Text.RegularExpressions;
using System.Xml.Linq;
using CaseManagement.Application.Features.Alerts;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Pipeline;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Access;
using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Batches;
using CaseManagement.Domain.Cards;
using CaseManagement.Domain.CareTasks;
using CaseManagement.Domain.CasePlans;
using CaseManagement.Domain.Cases;
using CaseManagement.Application.Features.Exits;
using CaseManagement.Domain.Clues;
using CaseManagement.Domain.Crises;
using CaseManagement.Domain.Examinations;
using CaseManagement.Domain.Exits;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Injections;
using CaseManagement.Domain.Meetings;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Reassignments;
using CaseManagement.Domain.Referrals;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Support;
using CaseManagement.Domain.Telling;
using CaseManagement.Infrastructure.Jobs;
using CaseManagement.Testing;
using CaseManagement.Web.Pages.Admin;
using CaseManagement.Web.Pages.Cases;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>Both languages have every word that is said, and none that nobody says.</summary>
public sealed partial class TextsTests
{
    private static readonly string Web = Path.Combine(Repository.Root, "src", "CaseManagement.Web");

    // The codes that are said by their type's name.
    private static readonly Type[] Codes =
    [
        typeof(AccessVerdict), typeof(AgreementEnd), typeof(IdentityDocument), typeof(ReportStanding), typeof(AdviceCode), typeof(Certainty), typeof(ExaminationConsent), typeof(ExaminationItem), typeof(ExaminationOutcome), typeof(Muscles), typeof(RenalBand), typeof(Signer), typeof(Domain.Cards.CardDrop),
        typeof(Contact), typeof(WindowDay), typeof(AlertActKind), typeof(AlertDismissal), typeof(AlertHandOver), typeof(AlertHands), typeof(AlertReason), typeof(AlertResult), typeof(AlertState), typeof(AuditKind), typeof(CareTaskKind), typeof(Application.Features.Worklist.TaskHands), typeof(CaseState), typeof(DangerBand), typeof(Disorder), typeof(DueBand), typeof(Duty),
        typeof(ReferralDirection), typeof(ReferralEnd), typeof(ReferralMove), typeof(ReferralOutcome), typeof(ReferralReason), typeof(ReferralRefusal), typeof(ReferralState),
        typeof(ContactAddress), typeof(ContactMeans), typeof(ContactOutcome), typeof(DeletionReason), typeof(DepartureView), typeof(ExitKind), typeof(LossCriterion), typeof(ToldAbout),
        typeof(FollowUpOutcome), typeof(GrantKind), typeof(GrantReason), typeof(InstitutionKind), typeof(JobRunState), typeof(MemberKind),
        typeof(InjectionSite), typeof(SiteDeviation), typeof(RevealReason), typeof(SessionDoor), typeof(Severity), typeof(Sex), typeof(Stability), typeof(StaffRole), typeof(ToldRole),
        typeof(CasePlanEnd), typeof(GoalDecision), typeof(PlanArea), typeof(CareSign), typeof(ClueDismissal), typeof(ClueSource), typeof(ClueState), typeof(CrisisOutcome), typeof(CrisisSource), typeof(CrisisState), typeof(CrisisTrigger), typeof(ToldHow), typeof(Party), typeof(ToldResult), typeof(NoticeChannel), typeof(NoticeEvent), typeof(NoticeState),
        typeof(MeetingMistake), typeof(PairReason), typeof(SignState), typeof(SupportContactEnd), typeof(SupportMeans), typeof(SupportRole), typeof(SupportSeen),
        typeof(CardKind), typeof(CardMend), typeof(CardTakenUp), typeof(CardPurpose), typeof(CardState), typeof(ReportDepartment), typeof(ReportKind),
        typeof(BatchKind), typeof(BatchState), typeof(BatchStep), typeof(MovedKind), typeof(CaseManagement.Domain.Cases.AdviceSource), typeof(GuidanceMeans), typeof(ReassignmentReason), typeof(ReassignmentSource), typeof(UnassignedReason), typeof(StoryPart), typeof(Application.Features.Meetings.DecisionView),
    ];

    // Each with the reason why its number is never one.
    private static readonly Dictionary<string, string> NeverOne = new()
    {
        ["papers.EndsOn.help"] = "a range up to three years",
        ["label.window"] = "a range of a label: no product has one day on a side",
        ["label.window.not-before"] = "a label's earliest day: weeks",
        ["label.switch.months"] = "a label asks for four months and more",
        ["course.dose-at"] = "an interval of weeks",
        ["course.interval-range"] = "a range of weeks",
        ["account.password-hint"] = "the least length has a bound above one",
    };

    [Theory]
    [InlineData("Texts.resx")]
    [InlineData("Texts.zh-CN.resx")]
    public void Given_a_language_When_its_words_are_counted_Then_none_is_missing_and_none_is_unused(string file)
    {
        var written = Words(file);
        var said = SaidKeys();

        Assert.True(said.Count > 150);
        Assert.Empty(said.Except(written.Keys).Order());
        Assert.Empty(written.Keys.Except(said).Order());
        Assert.DoesNotContain(written, word => word.Value.Length == 0);
    }

    [Fact]
    public void Given_both_languages_When_a_sentence_has_gaps_Then_both_fill_the_same_ones()
    {
        var (english, chinese) = (Words("Texts.resx"), Words("Texts.zh-CN.resx"));

        foreach (var key in english.Keys.Where(key => !key.StartsWith("day", StringComparison.Ordinal)))
            Assert.Equal((key, Gaps(english[key])), (key, Gaps(chinese[key])));
    }

    [Fact]
    public void Given_an_English_sentence_that_counts_When_it_is_read_Then_one_is_never_said_as_many()
    {
        var words = Words("Texts.resx");

        Assert.Contains(words, word => word.Value.Contains("{0:day|days}", StringComparison.Ordinal));
        Assert.Empty(words.Where(word => Plural().IsMatch(word.Value) && !words.ContainsKey($"{word.Key}.one")).Select(word => word.Key).Except(NeverOne.Keys).Order());
        Assert.All(NeverOne.Keys, key => Assert.Matches(Plural(), words[key])); // an exemption that nothing needs any more is taken out
    }

    private static HashSet<string> SaidKeys()
    {
        var sources = Directory.EnumerateFiles(Web, "*.cs*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".cs" or ".cshtml" && !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText).ToList();
        var literal = sources.SelectMany(source => Quoted().Matches(source)).Select(match => match.Groups[1].Value).ToHashSet();

        IEnumerable<string> built =
        [
            .. Codes.SelectMany(code => Enum.GetNames(code).Select(name => $"{code.Name}.{name}")),
            .. Enum.GetNames<DueBand>().Select(name => $"empty.{name}"),
            .. Enum.GetNames<CaseState>().Select(name => $"empty.tasks.{name}"),
            .. Enum.GetNames<CareTaskKind>().Select(name => $"why.by.{name}"),
            .. new[] { "managed-case", "care-task", "alert", "service-agreement", "grid", "catchment-area", "staff-member", "group-decision" }.Select(kind => $"whom.{kind}"),
            .. typeof(MissingData).GetFields().Select(lack => $"injection.missing.{lack.GetRawConstantValue()}"),
            .. Timetable.Rows.Select(row => $"job.{row.Name}"),
            .. new[] { "advice", "done", "guidance" }.Select(what => $"review.saved.{what}"),
            .. new[] { "Name", "Document", "DocumentNumber", "BornOn", "Sex", "AreaCode", "Address", "Phone", "RegisteredOn", "ReportCard", "NotADuplicate" }.Select(field => $"register.{field}"),
            .. new[] { "Guardian.Name", "Guardian.Relation", "Guardian.Phone", "Guardian.SecondPhone", "Guardian.Address", "Diagnosis.Disorder", "Diagnosis.Icd10", "Diagnosis.Hospital", "Diagnosis.ConfirmedOn", "Consent.Agrees", "Consent.Signature.SignedOn" }.Select(field => $"register.{field}"),
            .. new[] { "Agrees", "CareTeamId", "StartsOn", "EndsOn", "EndedOn", "Reason", "GridCode", "saved.consent", "saved.agreement", "saved.ending", "saved.grid", "grid.only-one", "grid.keyword", "grid.ambiguous", "grid.none" }.Select(field => $"papers.{field}"),
            .. new[] { "supplementary", "registration", "cancellation" }.Select(what => $"saved.{what}"),
            .. AuditWords.Kinds.Select(kind => $"audit.about.{kind}"),
            .. Audited().Select(request => $"Request.{request}"),
            .. TimelineKinds().Select(what => $"timeline.{what}"),
            .. new[] { "400", "403", "404", "409", "413", "429" }.SelectMany(status => (string[])[$"oops.{status}", $"oops.{status}.what-now"]),
            .. sources.SelectMany(source => Counted().Matches(source)).SelectMany(match => (string[])[match.Groups[1].Value, $"{match.Groups[1].Value}.one"]),
        ];

        // A key stands as a literal in the source, or is built from a code; what merely looks like one is no key unless it is written down.
        var written = Words("Texts.resx").Keys.Concat(Words("Texts.zh-CN.resx").Keys).ToHashSet();
        return [.. literal.Where(word => written.Contains(word)), .. sources.SelectMany(source => Asked().Matches(source)).Select(match => match.Groups[1].Value), .. built];
    }

    // Whatever leaves an entry in the audit has words there.
    private static IEnumerable<string> Audited() => typeof(AuditEntry).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.GetInterfaces().Any(face => face.IsGenericType
            && (face.GetGenericTypeDefinition() == typeof(ICommand<>) || face.GetGenericTypeDefinition() == typeof(IRecordQuery<>) || face.GetGenericTypeDefinition() == typeof(ISearch<>))))
        .Select(type => type.Name);

    // What the case's story can hold, read where it is written.
    private static IEnumerable<string> TimelineKinds() =>
        TimelineKind().Matches(Source("CaseManagement.Application", "Features", "Cases", "GetCase.cs")).SelectMany(match => Quoted().Matches(match.Value)).Select(match => match.Groups[1].Value);

    private static string Source(params string[] path) => File.ReadAllText(Path.Combine([Repository.Root, "src", .. path]));

    private static Dictionary<string, string> Words(string file) =>
        XDocument.Load(Path.Combine(Web, "Resources", file)).Descendants("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static string Gaps(string sentence) => string.Join(' ', Gap().Matches(sentence).Select(match => match.Groups[1].Value).Distinct().Order());

    [GeneratedRegex("(?:\\bT|\\btexts)\\[\"([^\"]+)\"")]
    private static partial Regex Asked();

    [GeneratedRegex("Many\\(\"([^\"]+)\"")]
    private static partial Regex Counted();

    [GeneratedRegex("\"([a-zA-Z.-]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("yield return new\\([^;]*;")]
    private static partial Regex TimelineKind();

    [GeneratedRegex(@"\{(\d)(?::[^}]+)?\}")]
    private static partial Regex Gap();

    [GeneratedRegex(@"\{\d\} (days|weeks|months|years|hours|minutes|times|patients|people|tasks|alerts|agreements|decisions|visits|injections|doses|records|rows|lines|files|characters|towns|teams|grids|groups)\b")]
    private static partial Regex Plural();
}
