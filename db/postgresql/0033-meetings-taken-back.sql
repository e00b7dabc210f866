-- A meeting that was recorded by mistake stays written, as taken back.
ALTER TABLE "GroupMeeting" ADD COLUMN "TakenBackOn" date;
ALTER TABLE "GroupMeeting" ADD COLUMN "TakenBackBy" bytea;
ALTER TABLE "GroupMeeting" ADD COLUMN "TakenBackFor" integer;
