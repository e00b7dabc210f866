-- What a care group does for a patient: whom to call, who was in touch, that nobody goes alone and who has set out; what its meetings decided; and by which phone a team is called.
ALTER TABLE "CareTeam" ADD "Phone" nvarchar(30) COLLATE Latin1_General_100_BIN2 NULL;

CREATE TABLE "SupportContact" (
    "Id" binary(16) NOT NULL,
    "CaseId" binary(16) NOT NULL,
    "Role" int NOT NULL,
    "Name" nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "Phone" nvarchar(250) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "Order" int NOT NULL,
    "AddedBy" binary(16) NOT NULL,
    "AddedOn" date NOT NULL,
    "Replaces" binary(16) NULL,
    "EndedOn" date NULL,
    "EndedBy" binary(16) NULL,
    "EndReason" int NULL,
    "RowVersion" rowversion NOT NULL,
    "Version" bigint NOT NULL,
    CONSTRAINT "PK_SupportContact" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_SupportContact_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE NO ACTION
);

CREATE TABLE "SupportEntry" (
    "Id" binary(16) NOT NULL,
    "CaseId" binary(16) NOT NULL,
    "On" date NOT NULL,
    "Means" int NOT NULL,
    "Seen" int NOT NULL,
    "By" binary(16) NOT NULL,
    "RecordedAt" datetime2 NOT NULL,
    CONSTRAINT "PK_SupportEntry" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_SupportEntry_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE NO ACTION
);

CREATE TABLE "PairMark" (
    "Id" binary(16) NOT NULL,
    "CaseId" binary(16) NOT NULL,
    "Reason" int NOT NULL,
    "Note" nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
    "ReviewOn" date NOT NULL,
    "SetBy" binary(16) NOT NULL,
    "SetOn" date NOT NULL,
    "EndedOn" date NULL,
    "EndedBy" binary(16) NULL,
    "EndNote" nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
    "RowVersion" rowversion NOT NULL,
    "Version" bigint NOT NULL,
    CONSTRAINT "PK_PairMark" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_PairMark_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE NO ACTION
);

CREATE TABLE "Outing" (
    "Id" binary(16) NOT NULL,
    "CaseId" binary(16) NOT NULL,
    "AreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "StaffId" binary(16) NOT NULL,
    "With" nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    "SetOutAt" datetime2 NOT NULL,
    "BackBy" datetime2 NOT NULL,
    "BackAt" datetime2 NULL,
    "BackSaidBy" binary(16) NULL,
    "ToldAt" datetime2 NULL,
    "RowVersion" rowversion NOT NULL,
    "Version" bigint NOT NULL,
    CONSTRAINT "PK_Outing" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_Outing_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE NO ACTION
);

CREATE TABLE "GroupMeeting" (
    "Id" binary(16) NOT NULL,
    "CareGroupId" binary(16) NOT NULL,
    "AreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "HeldOn" date NOT NULL,
    "TookPart" nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "Guests" nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
    "RecordedBy" binary(16) NOT NULL,
    "RecordedAt" datetime2 NOT NULL,
    "RowVersion" rowversion NOT NULL,
    "Version" bigint NOT NULL,
    CONSTRAINT "PK_GroupMeeting" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_GroupMeeting_CareGroup_CareGroupId" FOREIGN KEY ("CareGroupId") REFERENCES "CareGroup" ("Id") ON DELETE NO ACTION
);

CREATE TABLE "MeetingCase" (
    "MeetingId" binary(16) NOT NULL,
    "CaseId" binary(16) NOT NULL,
    CONSTRAINT "PK_MeetingCase" PRIMARY KEY ("MeetingId", "CaseId"),
    CONSTRAINT "FK_MeetingCase_GroupMeeting_MeetingId" FOREIGN KEY ("MeetingId") REFERENCES "GroupMeeting" ("Id") ON DELETE NO ACTION,
    CONSTRAINT "FK_MeetingCase_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE NO ACTION
);

CREATE TABLE "GroupDecision" (
    "Id" binary(16) NOT NULL,
    "MeetingId" binary(16) NOT NULL,
    "CareGroupId" binary(16) NOT NULL,
    "AreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "CaseId" binary(16) NULL,
    "Text" nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "OwnerId" binary(16) NOT NULL,
    "DueOn" date NOT NULL,
    "DoneOn" date NULL,
    "DoneBy" binary(16) NULL,
    "Result" nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL,
    "RowVersion" rowversion NOT NULL,
    "Version" bigint NOT NULL,
    CONSTRAINT "PK_GroupDecision" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_GroupDecision_GroupMeeting_MeetingId" FOREIGN KEY ("MeetingId") REFERENCES "GroupMeeting" ("Id") ON DELETE NO ACTION,
    CONSTRAINT "FK_GroupDecision_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE NO ACTION
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
