namespace CaseManagement.Domain.Support;

/// <summary>How a care group works; values of <c>db/reference/clinical-settings.csv</c>, none of which a standard prescribes for it.</summary>
/// <param name="OutingMostHours">No later than so many hours ahead does whoever sets out say that they are back.</param>
/// <param name="OutingOfficeMinutes">So long after the time that was named the prevention office hears of it as well.</param>
/// <param name="PairReviewMonths">The latest day on which a go-in-pairs mark is looked at again, in calendar months.</param>
/// <param name="SignTakeBackMinutes">For so long may a sign be taken back by whoever gave it, and for so long the same sign or the same contact, said again, is the same sending.</param>
/// <param name="MeetingMonths">Calendar months between two meetings of a group.</param>
public sealed record SupportSettings(int OutingMostHours, int OutingOfficeMinutes, int PairReviewMonths, int SignTakeBackMinutes, int MeetingMonths);
