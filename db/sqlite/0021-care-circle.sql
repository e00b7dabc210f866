-- What a care group does for a patient: whom to call, who was in touch, that nobody goes alone and who has set out; what its meetings decided; and by which phone a team is called.
ALTER TABLE "CareTeam" ADD COLUMN "Phone" TEXT NULL;

CREATE TABLE "SupportContact" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_SupportContact" PRIMARY KEY,
    "CaseId" BLOB NOT NULL,
    "Role" INTEGER NOT NULL,
    "Name" TEXT NOT NULL,
    "Phone" TEXT NOT NULL,
    "Order" INTEGER NOT NULL,
    "AddedBy" BLOB NOT NULL,
    "AddedOn" TEXT NOT NULL,
    "Replaces" BLOB NULL,
    "EndedOn" TEXT NULL,
    "EndedBy" BLOB NULL,
    "EndReason" INTEGER NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "FK_SupportContact_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "SupportEntry" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_SupportEntry" PRIMARY KEY,
    "CaseId" BLOB NOT NULL,
    "On" TEXT NOT NULL,
    "Means" INTEGER NOT NULL,
    "Seen" INTEGER NOT NULL,
    "By" BLOB NOT NULL,
    "RecordedAt" TEXT NOT NULL,
    CONSTRAINT "FK_SupportEntry_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "PairMark" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_PairMark" PRIMARY KEY,
    "CaseId" BLOB NOT NULL,
    "Reason" INTEGER NOT NULL,
    "Note" TEXT NULL,
    "ReviewOn" TEXT NOT NULL,
    "SetBy" BLOB NOT NULL,
    "SetOn" TEXT NOT NULL,
    "EndedOn" TEXT NULL,
    "EndedBy" BLOB NULL,
    "EndNote" TEXT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "FK_PairMark_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "Outing" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Outing" PRIMARY KEY,
    "CaseId" BLOB NOT NULL,
    "AreaCode" TEXT NOT NULL,
    "StaffId" BLOB NOT NULL,
    "With" TEXT NULL,
    "SetOutAt" TEXT NOT NULL,
    "BackBy" TEXT NOT NULL,
    "BackAt" TEXT NULL,
    "BackSaidBy" BLOB NULL,
    "ToldAt" TEXT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "FK_Outing_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "GroupMeeting" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_GroupMeeting" PRIMARY KEY,
    "CareGroupId" BLOB NOT NULL,
    "AreaCode" TEXT NOT NULL,
    "HeldOn" TEXT NOT NULL,
    "TookPart" TEXT NOT NULL,
    "Guests" TEXT NULL,
    "RecordedBy" BLOB NOT NULL,
    "RecordedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "FK_GroupMeeting_CareGroup_CareGroupId" FOREIGN KEY ("CareGroupId") REFERENCES "CareGroup" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "MeetingCase" (
    "MeetingId" BLOB NOT NULL,
    "CaseId" BLOB NOT NULL,
    CONSTRAINT "PK_MeetingCase" PRIMARY KEY ("MeetingId", "CaseId"),
    CONSTRAINT "FK_MeetingCase_GroupMeeting_MeetingId" FOREIGN KEY ("MeetingId") REFERENCES "GroupMeeting" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_MeetingCase_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "GroupDecision" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_GroupDecision" PRIMARY KEY,
    "MeetingId" BLOB NOT NULL,
    "CareGroupId" BLOB NOT NULL,
    "AreaCode" TEXT NOT NULL,
    "CaseId" BLOB NULL,
    "Text" TEXT NOT NULL,
    "OwnerId" BLOB NOT NULL,
    "DueOn" TEXT NOT NULL,
    "DoneOn" TEXT NULL,
    "DoneBy" BLOB NULL,
    "Result" TEXT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "FK_GroupDecision_GroupMeeting_MeetingId" FOREIGN KEY ("MeetingId") REFERENCES "GroupMeeting" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_GroupDecision_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE INDEX "IX_SupportContact_CaseId" ON "SupportContact" ("CaseId");

CREATE INDEX "IX_SupportEntry_CaseId_On" ON "SupportEntry" ("CaseId", "On");

CREATE INDEX "IX_PairMark_CaseId_Id" ON "PairMark" ("CaseId", "Id");

CREATE UNIQUE INDEX "IX_PairMark_CaseId" ON "PairMark" ("CaseId") WHERE "EndedOn" IS NULL;

CREATE UNIQUE INDEX "IX_Outing_CaseId_StaffId" ON "Outing" ("CaseId", "StaffId") WHERE "BackAt" IS NULL;

CREATE INDEX "IX_Outing_BackBy_Id" ON "Outing" ("BackBy", "Id") WHERE "BackAt" IS NULL AND "ToldAt" IS NULL;

CREATE INDEX "IX_GroupMeeting_CareGroupId_HeldOn" ON "GroupMeeting" ("CareGroupId", "HeldOn");

CREATE INDEX "IX_MeetingCase_CaseId" ON "MeetingCase" ("CaseId");

CREATE INDEX "IX_GroupDecision_MeetingId" ON "GroupDecision" ("MeetingId");

CREATE INDEX "IX_GroupDecision_CaseId" ON "GroupDecision" ("CaseId");

CREATE INDEX "IX_GroupDecision_CareGroupId_DueOn" ON "GroupDecision" ("CareGroupId", "DueOn") WHERE "DoneOn" IS NULL;
