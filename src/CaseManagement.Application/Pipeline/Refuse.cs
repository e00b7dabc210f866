namespace CaseManagement.Application.Pipeline;

/// <summary>How a validator names what is wrong: a stable code, which the door turns into a sentence in the reader's language.</summary>
internal static class Refuse
{
    public static IRuleBuilderOptions<T, TProperty> As<T, TProperty>(this IRuleBuilderOptions<T, TProperty> rule, string code) => rule.WithErrorCode(code);

    /// <summary>A text that must be there, is not only blank, and is no longer than it may be.</summary>
    public static IRuleBuilderOptions<T, string?> Text<T>(this IRuleBuilder<T, string?> rule, int maxLength) =>
        rule.NotEmpty().As("text.missing").MaximumLength(maxLength).As("text.too-long").Must(IsPlain).As("text.control");

    public static IRuleBuilderOptions<T, string?> OptionalText<T>(this IRuleBuilder<T, string?> rule, int maxLength) =>
        rule.MaximumLength(maxLength).As("text.too-long").Must(IsPlain).As("text.control");

    /// <summary>What can be written by hand: no control character but a tab and the end of a line. Some engines keep no others, and no screen shows them.</summary>
    public static bool IsPlain(string? text)
    {
        foreach (var sign in text.AsSpan())
            if (char.IsControl(sign) && sign is not ('\t' or '\n' or '\r')) return false;

        return true;
    }

    /// <summary>A number that can be dialled.</summary>
    public static IRuleBuilderOptions<T, string?> Phone<T>(this IRuleBuilder<T, string?> rule, int maxLength) => rule.Text(maxLength).IsPhone();

    /// <summary>The same, or none.</summary>
    public static IRuleBuilderOptions<T, string?> OptionalPhone<T>(this IRuleBuilder<T, string?> rule, int maxLength) => rule.OptionalText(maxLength).IsPhone();

    private static IRuleBuilderOptions<T, string?> IsPhone<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(phone => string.IsNullOrWhiteSpace(phone) || Domain.Patients.PhoneNumbers.IsPhone(phone)).As("phone.invalid");

    /// <summary>A code of ICD-10, or none.</summary>
    public static IRuleBuilderOptions<T, string?> OptionalIcd10<T>(this IRuleBuilder<T, string?> rule, int maxLength) =>
        rule.OptionalText(maxLength).Must(code => string.IsNullOrWhiteSpace(code) || Domain.Cases.Diagnosis.IsIcd10(code)).As("diagnosis.icd10");

    /// <summary>An area that a list is narrowed to, or none.</summary>
    public static IRuleBuilderOptions<T, string?> OptionalArea<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Matches("^[0-9][0-9-]*$").As("area.code").MaximumLength(Domain.Places.AreaCode.MaxLength).As("text.too-long");

    public static IRuleBuilderOptions<T, int> PageSize<T>(this IRuleBuilder<T, int> rule) => rule.InclusiveBetween(1, 200).As("page.size");

    public static IRuleBuilderOptions<T, string?> OptionalAreaKey<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(after => after is null || AreaKey.Of(after) is not null).As("page.key");

    /// <summary>A day that has come: nothing is recorded ahead of time.</summary>
    public static IRuleBuilderOptions<T, DateOnly> NotAhead<T>(this IRuleBuilder<T, DateOnly> rule, TimeProvider clock, string code) =>
        rule.Must(day => day <= clock.Today()).As(code).WithMessage("The day lies in the future.");

    /// <summary>A day that anybody may have lived through or plan for: a mistyped year is told, and no date is counted past the end of the calendar.</summary>
    public static IRuleBuilderOptions<T, DateOnly?> OfOurTime<T>(this IRuleBuilder<T, DateOnly?> rule) => rule.Must(IsOfOurTime).As("day.out-of-range");

    /// <summary>The same for an instant.</summary>
    public static IRuleBuilderOptions<T, DateTimeOffset?> OfOurTime<T>(this IRuleBuilder<T, DateTimeOffset?> rule) => rule.Must(at => at is not { Year: < 1900 or > 2199 }).As("day.out-of-range");

    public static bool IsOfOurTime(DateOnly? day) => day is not { Year: < 1900 or > 2199 };

    /// <summary>Fields of a request that are judged each by itself.</summary>
    /// <remarks>One rule for all of them: a rule a field, as the library has it, costs more than what it asks.</remarks>
    public static void Fields<T>(this AbstractValidator<T> validator, params (string Field, string Code, Predicate<T> IsRight)[] fields) =>
        validator.RuleFor(request => request).Custom((request, context) => Judge(request, "", fields, context));

    /// <summary>A list, or none: not too long, no row empty, and of each row every field as it should be.</summary>
    /// <remarks>One rule for the whole list: a validator a row, as the library has it, costs as much as all the rest of a request's validation.</remarks>
    public static void Rows<T, TRow>(this IRuleBuilder<T, IReadOnlyList<TRow>?> rule, int most, params (string Field, string Code, Predicate<TRow> IsRight)[] fields) where TRow : class =>
        rule.Custom((rows, context) => Judge(rows, context.PropertyPath, most, fields, context));

    /// <summary>The same for a list whose rows hold rows themselves.</summary>
    public static void RowsWithRows<T, TRow, TInner>(this IRuleBuilder<T, IReadOnlyList<TRow>?> rule, int most, Func<TRow, IReadOnlyList<TInner>?> within, string name, int mostWithin, (string Field, string Code, Predicate<TInner> IsRight)[] fieldsWithin, params (string Field, string Code, Predicate<TRow> IsRight)[] fields)
        where TRow : class where TInner : class =>
        rule.Custom((rows, context) =>
        {
            Judge(rows, context.PropertyPath, most, fields, context);
            for (var number = 0; rows?.Count <= most && number < rows.Count; number++)
                if (rows[number] is { } row) Judge(within(row), $"{context.PropertyPath}[{number}].{name}", mostWithin, fieldsWithin, context);
        });

    /// <summary>A code of its list, which a refusal names.</summary>
    /// <remarks>The library's own rule for this reads the attributes of the type at every call.</remarks>
    public static IRuleBuilderOptions<T, TEnum> Known<T, TEnum>(this IRuleBuilder<T, TEnum> rule) where TEnum : struct, Enum =>
        rule.Must(code => Enum.IsDefined(code)).As("code.unknown").WithState(_ => typeof(TEnum));

    public static IRuleBuilderOptions<T, TEnum?> Known<T, TEnum>(this IRuleBuilder<T, TEnum?> rule) where TEnum : struct, Enum =>
        rule.Must(code => code is null || Enum.IsDefined(code.Value)).As("code.unknown").WithState(_ => typeof(TEnum));

    private static void Judge<T, TRow>(IReadOnlyList<TRow?>? rows, string path, int most, (string Field, string Code, Predicate<TRow> IsRight)[] fields, ValidationContext<T> context) where TRow : class
    {
        if (rows is null) return;
        if (rows.Count > most)
        {
            Fail(path, "list.too-long");
            return;
        }

        for (var number = 0; number < rows.Count; number++)
        {
            if (rows[number] is not { } row) Fail($"{path}[{number}]", "list.empty-row");
            else if (!Array.TrueForAll(fields, field => field.IsRight(row))) Judge(row, $"{path}[{number}].", fields, context);
        }

        void Fail(string where, string code) => context.AddFailure(new FluentValidation.Results.ValidationFailure(where, code) { ErrorCode = code });
    }

    private static void Judge<T, TJudged>(TJudged judged, string prefix, (string Field, string Code, Predicate<TJudged> IsRight)[] fields, ValidationContext<T> context)
    {
        foreach (var (field, code, isRight) in fields)
        {
            if (isRight(judged)) continue;

            var codes = code == "code.unknown" ? typeof(TJudged).GetProperty(field)!.PropertyType : null;
            context.AddFailure(new FluentValidation.Results.ValidationFailure(prefix + field, code) { ErrorCode = code, CustomState = codes is null ? null : Nullable.GetUnderlyingType(codes) ?? codes });
        }
    }
}

/// <summary>The shape of a signature: who signed, how related, when.</summary>
internal sealed class SignatureValidator : AbstractValidator<Domain.Cases.Signature>
{
    public SignatureValidator()
    {
        RuleFor(signature => signature.Signer).Known();
        RuleFor(signature => signature.SignerName).Text(Domain.Patients.Patient.NameMaxLength);
        RuleFor(signature => signature.Relation).OptionalText(Domain.Patients.Patient.RelationMaxLength);
    }
}
