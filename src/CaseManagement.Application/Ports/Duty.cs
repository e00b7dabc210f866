namespace CaseManagement.Application.Ports;

/// <summary>What somebody must do before anything else; until then the session is good for nothing but that, and for signing out.</summary>
public enum Duty
{
    None = 0,

    /// <summary>The password was given by somebody else.</summary>
    ChangePassword = 1,

    /// <summary>The role demands a second factor, and there is none yet.</summary>
    SetUpSecondFactor = 2,
}
