using CaseManagement.Domain.Rules;

namespace CaseManagement.Application.Ports;

/// <summary>The standards as the reference prints them and administrators have set them since; <see cref="Standards"/> of the day are handed out from here.</summary>
public interface IStandardsInForce
{
    SettingsBook Settings { get; }

    /// <summary>Looks for changes of other nodes when the last look is a minute old or more.</summary>
    Task KeepFreshAsync(CancellationToken ct);

    /// <summary>Looks at once: something has just been changed here.</summary>
    Task ReadAnewAsync(CancellationToken ct);
}
