-- Meetings and their open decisions are listed a page at a time, those of an area as well as those of a group; and what somebody has not done is found when they leave.
CREATE INDEX "IX_GroupMeeting_AreaCode_HeldOn_Id" ON "GroupMeeting" ("AreaCode", "HeldOn", "Id");

CREATE INDEX "IX_GroupDecision_AreaCode_DueOn_Id" ON "GroupDecision" ("AreaCode", "DueOn", "Id") WHERE "DoneOn" IS NULL;

CREATE INDEX "IX_GroupDecision_OwnerId" ON "GroupDecision" ("OwnerId") WHERE "DoneOn" IS NULL;
