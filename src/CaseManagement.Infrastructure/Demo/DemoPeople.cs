using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.FollowUps;
using CaseManagement.Domain.Patients;

namespace CaseManagement.Infrastructure.Demo;

/// <summary>A patient on the day of registration.</summary>
internal sealed record DemoPerson(Patient Patient, ManagedCase Case, DemoCommunity Home, Dice Dice);

/// <summary>Invents the patients: who they are, where they live, what was diagnosed.</summary>
/// <remarks>
/// Proportions: schizophrenia three quarters of the registered (national report, 2016), bipolar disorder and intellectual disability after the Bao'an study of 2019;
/// the rest is our own choice. One after the other, because no two may have the same ID number.
/// </remarks>
internal sealed class DemoPeople(DemoMap map, ISeals seals, NameReadings readings, int seed, DateOnly today)
{
    /// <summary>An address code that GB/T 2260 has never given, so that no number is a real person's.</summary>
    private const string NobodysAddressCode = "441999";
    private const int NumbersOfADayAndSex = 500;

    private readonly Dictionary<(DateOnly BornOn, Sex Sex), int> _numbers = [];

    public DemoPerson Invent(int number)
    {
        var dice = Dice.For(seed, stream: 1, number);
        var home = map.Home(dice);
        var registeredOn = RegisteredOn(dice);
        var sex = dice.Chance(0.52) ? Sex.Male : Sex.Female;
        var (bornOn, idNumber) = Identity(dice, sex);
        var surname = DemoNames.Surname(dice);
        var root = DemoPlaces.Root(seed);

        var id = new PatientId(DerivedId.Of(root, "patient", number, registeredOn));
        var (name, address, phone) = (surname + DemoNames.Given(dice, sex == Sex.Male), Address(dice, home), dice.Chance(0.8) ? DemoNames.Phone(dice) : null);
        var (guardian, guardianPhoneHash, secondPhoneHash) = Guardian(dice, surname, id);

        var patient = new Patient(
            id, name, readings.Of(name), sex, bornOn, IdentityDocument.ResidentIdCard, seals.Document(idNumber.Reveal(), id), home.Area.Code, address, phone is null ? null : seals.Phone(phone, id), guardian, guardianPhoneHash, secondPhoneHash, registeredOn);
        var diagnosis = Diagnosis(dice, bornOn, registeredOn);
        var managed = new ManagedCase(
            new(DerivedId.Of(root, "case", number, registeredOn)), patient.Id, home.Area.Code, diagnosis, Supplementary(dice, diagnosis, home, id, registeredOn), home.Team.Team.Id, registeredOn);

        return new(patient, managed, home, dice);
    }

    /// <summary>Most were taken over from paper when the service began two years ago; the others came since, a few of them just now.</summary>
    private DateOnly RegisteredOn(Dice dice)
    {
        var beganOn = today.AddYears(-2);
        var days = today.DayNumber - beganOn.DayNumber;
        return beganOn.AddDays(dice.Weighted((60, 0), (39, 1), (1, 2)) switch
        {
            0 => dice.Below(60),
            1 => dice.Below(days - 12),
            _ => days - dice.Below(12),
        });
    }

    private (DateOnly BornOn, IdNumber Number) Identity(Dice dice, Sex sex)
    {
        while (true)
        {
            var age = dice.Weighted((8, 20), (22, 30), (25, 40), (25, 50), (14, 60), (6, 70)) + dice.Below(10);
            var bornOn = today.AddYears(-age).AddDays(-dice.Below(365));
            var taken = _numbers.GetValueOrDefault((bornOn, sex));
            if (taken == NumbersOfADayAndSex) continue;

            _numbers[(bornOn, sex)] = taken + 1;
            return (bornOn, IdNumber.FromParts(NobodysAddressCode, bornOn, 2 * taken + (sex == Sex.Male ? 1 : 0)));
        }
    }

    /// <summary>Nine addresses of ten name a street or estate of a grid; the others leave the choice to a person.</summary>
    private static string Address(Dice dice, DemoCommunity home)
    {
        var place = $"{home.Town.Name}{home.ShortName}";
        if (!dice.Chance(0.9)) return $"{place}{dice.Between(1, 12)}巷{dice.Between(1, 60)}号";

        var words = dice.Pick(home.Grids).AddressKeywords.Split(';');
        return $"{home.Town.Name}{dice.Pick(words)}{dice.Between(1, 200)}号{dice.Between(1, 9)}0{dice.Between(1, 8)}";
    }

    private (Guardian? Guardian, LookupHash? PhoneHash, LookupHash? SecondPhoneHash) Guardian(Dice dice, string surname, PatientId patient)
    {
        if (dice.Chance(0.03)) return (null, null, null);

        var (relation, male, ofTheName) = dice.Weighted<(string, bool, bool)>(
            (22, ("父亲", true, true)), (26, ("母亲", false, false)), (12, ("丈夫", true, false)), (10, ("妻子", false, false)),
            (10, ("哥哥", true, true)), (7, ("姐姐", false, true)), (7, ("儿子", true, true)), (6, ("女儿", false, true)));
        var name = (ofTheName ? surname : DemoNames.Surname(dice)) + DemoNames.Given(dice, male);
        var phone = seals.Phone(DemoNames.Phone(dice), patient);
        var second = dice.Chance(0.2) ? seals.Phone(DemoNames.Phone(dice), patient) : null;
        return (new(name, relation, phone.Text, second?.Text, Address: null), phone.Hash, second?.Hash);
    }

    private static Diagnosis Diagnosis(Dice dice, DateOnly bornOn, DateOnly registeredOn)
    {
        var disorder = dice.Weighted(
            (750, Disorder.Schizophrenia), (100, Disorder.Bipolar), (80, Disorder.IntellectualDisability), (25, Disorder.Epileptic),
            (25, Disorder.Schizoaffective), (15, Disorder.Paranoid), (5, Disorder.Other));
        var icd10 = disorder switch
        {
            Disorder.Schizophrenia => dice.Weighted((6, "F20.9"), (3, "F20.0"), (1, "F20.3")),
            Disorder.Bipolar => "F31.9",
            Disorder.IntellectualDisability => dice.Weighted((2, "F70"), (1, "F71")),
            Disorder.Epileptic => "F06.8",
            Disorder.Schizoaffective => "F25.9",
            Disorder.Paranoid => "F22",
            _ => null,
        };
        var adultYears = Math.Max(1, registeredOn.Year - bornOn.Year - 16);
        var hospital = dice.Weighted((6, "示例市精神卫生中心"), (2, "示例省精神卫生中心"), (1, "外市精神专科医院"));

        return new(disorder, icd10, hospital, registeredOn.AddDays(-dice.Between(5, Math.Min(adultYears, 25) * 365)));
    }

    private SupplementaryForm Supplementary(Dice dice, Diagnosis diagnosis, DemoCommunity home, PatientId patient, DateOnly registeredOn)
    {
        var onsetOn = diagnosis.ConfirmedOn.AddDays(-dice.Between(30, 1500));
        var treatedOn = onsetOn.AddDays(dice.Between(10, Math.Max(11, diagnosis.ConfirmedOn.DayNumber - onsetOn.DayNumber)));
        var form = new SupplementaryForm
        {
            CommitteeContact = DemoNames.Full(dice, dice.Chance(0.5)),
            CommitteePhone = seals.Seal(DemoNames.Phone(dice), patient),
            Household = dice.Chance(0.6) ? HouseholdType.Urban : HouseholdType.Rural,
            Employment = dice.Weighted(
                (55, Employment.Unemployed), (15, Employment.Worker), (10, Employment.Farmer), (10, Employment.Retired), (4, Employment.Student), (6, Employment.Other)),
            FirstOnsetOn = dice.Weighted((3, new PartialDate(onsetOn.Year)), (4, new PartialDate(onsetOn.Year, onsetOn.Month)), (3, PartialDate.Of(onsetOn))),
            PastSymptoms = DemoFindings.Symptoms(dice, atLeastOne: true),
            PastLocking = dice.Weighted((96, Locking.Never), (3, Locking.Released), (1, Locking.Locked)),
            PastOutpatientTreatment = dice.Weighted((8, OutpatientTreatment.Untreated), (32, OutpatientTreatment.Interrupted), (60, OutpatientTreatment.Continuous)),
            FirstTreatedOn = dice.Chance(0.5) ? PartialDate.Of(treatedOn) : new PartialDate(treatedOn.Year),
            PastAdmissions = dice.Weighted((30, 0), (30, 1), (20, 2), (15, 4), (5, 8)),
            Diagnosis = diagnosis.Icd10,
            DiagnosingHospital = diagnosis.Hospital,
            DiagnosedOn = PartialDate.Of(diagnosis.ConfirmedOn),
            LatestEffect = dice.Weighted((10, PastTreatmentEffect.ClinicallyRecovered), (70, PastTreatmentEffect.Improved), (17, PastTreatmentEffect.Unchanged), (3, PastTreatmentEffect.Worse)),
            DangerousActs = dice.Chance(0.92) ? DangerousActs.Nothing : new(null, dice.Between(1, 3), dice.Below(2), 0, 0, dice.Below(2), 0),
            Economy = dice.Chance(0.15) ? Economy.Poor : Economy.NotPoor,
            FilledOn = registeredOn,
            DoctorName = home.Team.Doctor.Name,
        };
        form.RequireConsistent(registeredOn);

        return form;
    }
}
