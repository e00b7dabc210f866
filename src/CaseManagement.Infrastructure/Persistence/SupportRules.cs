using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Meetings;
using CaseManagement.Domain.Patients;
using CaseManagement.Domain.Staff;
using CaseManagement.Domain.Support;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Infrastructure.Persistence;

/// <summary>How it is kept what a care group does for a patient, and what its meetings decided.</summary>
internal static class SupportRules
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<SupportContact>(contact =>
        {
            contact.Property(x => x.Name).HasMaxLength(Patient.NameMaxLength);
            contact.HasOne<ManagedCase>().WithMany().HasForeignKey(x => x.CaseId).OnDelete(DeleteBehavior.Restrict);
            contact.HasIndex(x => x.PhoneHash).HasFilter($"\"{nameof(SupportContact.EndedOn)}\" IS NULL");
        });
        model.Entity<SupportEntry>(entry =>
        {
            entry.HasOne<ManagedCase>().WithMany().HasForeignKey(x => x.CaseId).OnDelete(DeleteBehavior.Restrict);
            entry.HasIndex(x => new { x.CaseId, x.On });
        });
        model.Entity<PairMark>(mark =>
        {
            mark.Property(x => x.Note).HasMaxLength(PairMark.NoteMaxLength);
            mark.Property(x => x.EndNote).HasMaxLength(PairMark.NoteMaxLength);
            mark.HasOne<ManagedCase>().WithMany().HasForeignKey(x => x.CaseId).OnDelete(DeleteBehavior.Restrict);
            mark.HasIndex(x => new { x.CaseId, x.Id }); // those that ended are asked for as well
            mark.HasIndex(x => x.CaseId).IsUnique().HasFilter($"\"{nameof(PairMark.EndedOn)}\" IS NULL"); // one holds at a time: of two who set it at the same moment the second is told
        });
        model.Entity<Outing>(outing =>
        {
            ModelRules.Code(outing.Property(x => x.AreaCode));
            outing.Property(x => x.With).HasMaxLength(Outing.WithMaxLength);
            outing.HasOne<ManagedCase>().WithMany().HasForeignKey(x => x.CaseId).OnDelete(DeleteBehavior.Restrict);
            outing.HasIndex(x => new { x.CaseId, x.StaffId }).IsUnique().HasFilter($"\"{nameof(Outing.BackAt)}\" IS NULL"); // nobody sets out twice
            outing.HasIndex(x => new { x.BackBy, x.Id }).HasFilter($"\"{nameof(Outing.BackAt)}\" IS NULL"); // who is still out, for the job that looks each minute and for the desk
        });
        model.Entity<GroupMeeting>(meeting =>
        {
            ModelRules.Code(meeting.Property(x => x.AreaCode));
            meeting.Property(x => x.Guests).HasMaxLength(GroupMeeting.GuestsMaxLength);
            meeting.HasOne<CareGroup>().WithMany().HasForeignKey(x => x.CareGroupId).OnDelete(DeleteBehavior.Restrict);
            meeting.HasMany(x => x.Cases).WithOne().HasForeignKey(x => x.MeetingId).OnDelete(DeleteBehavior.Restrict);
            meeting.HasIndex(x => new { x.CareGroupId, x.HeldOn });
            meeting.HasIndex(x => new { x.AreaCode, x.HeldOn, x.Id });
        });
        model.Entity<MeetingCase>(spoken =>
        {
            spoken.HasKey(x => new { x.MeetingId, x.CaseId });
            spoken.HasOne<ManagedCase>().WithMany().HasForeignKey(x => x.CaseId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<GroupDecision>(decision =>
        {
            ModelRules.Code(decision.Property(x => x.AreaCode));
            decision.Property(x => x.Text).HasMaxLength(GroupDecision.TextMaxLength);
            decision.Property(x => x.Result).HasMaxLength(GroupDecision.ResultMaxLength);
            decision.HasOne<GroupMeeting>().WithMany().HasForeignKey(x => x.MeetingId).OnDelete(DeleteBehavior.Restrict);
            decision.HasOne<ManagedCase>().WithMany().HasForeignKey(x => x.CaseId).OnDelete(DeleteBehavior.Restrict);
            decision.HasIndex(x => new { x.CareGroupId, x.DueOn }).HasFilter($"\"{nameof(GroupDecision.DoneOn)}\" IS NULL");
            decision.HasIndex(x => new { x.AreaCode, x.DueOn, x.Id }).HasFilter($"\"{nameof(GroupDecision.DoneOn)}\" IS NULL");
            decision.HasIndex(x => x.OwnerId).HasFilter($"\"{nameof(GroupDecision.DoneOn)}\" IS NULL"); // what somebody who leaves has not done
        });
    }
}
