namespace CaseManagement.Application.Ports;

/// <summary>When the scheduler of a node last showed that it lives.</summary>
public sealed class Heartbeat
{
    public const int NodeMaxLength = 100;

    private Heartbeat() { }

    public Heartbeat(string node) => Node = node;

    public string Node { get; private set; } = "";

    public DateTimeOffset BeatAt { get; set; }
}
