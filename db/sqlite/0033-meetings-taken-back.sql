-- A meeting that was recorded by mistake stays written, as taken back.
ALTER TABLE "GroupMeeting" ADD COLUMN "TakenBackOn" TEXT NULL;
ALTER TABLE "GroupMeeting" ADD COLUMN "TakenBackBy" BLOB NULL;
ALTER TABLE "GroupMeeting" ADD COLUMN "TakenBackFor" INTEGER NULL;
