-- A meeting that was recorded by mistake stays written, as taken back.
ALTER TABLE "GroupMeeting" ADD "TakenBackOn" date NULL;
ALTER TABLE "GroupMeeting" ADD "TakenBackBy" binary(16) NULL;
ALTER TABLE "GroupMeeting" ADD "TakenBackFor" int NULL;
