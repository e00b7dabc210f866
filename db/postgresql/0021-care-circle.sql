-- What a care group does for a patient: whom to call, who was in touch, that nobody goes alone and who has set out; what its meetings decided; and by which phone a team is called.
ALTER TABLE "CareTeam" ADD COLUMN "Phone" character varying(30) COLLATE "C";

CREATE TABLE "SupportContact" (
    "Id" bytea NOT NULL,
    "CaseId" bytea NOT NULL,
    "Role" integer NOT NULL,
    "Name" character varying(50) COLLATE "C" NOT NULL,
    "Phone" character varying(250) COLLATE "C" NOT NULL,
    "Order" integer NOT NULL,
    "AddedBy" bytea NOT NULL,
    "AddedOn" date NOT NULL,
    "Replaces" bytea,
    "EndedOn" date,
    "EndedBy" bytea,
    "EndReason" integer,
    "Version" bigint NOT NULL,
    CONSTRAINT "PK_SupportContact" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_SupportContact_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "SupportEntry" (
    "Id" bytea NOT NULL,
    "CaseId" bytea NOT NULL,
    "On" date NOT NULL,
    "Means" integer NOT NULL,
    "Seen" integer NOT NULL,
    "By" bytea NOT NULL,
    "RecordedAt" timestamp with time zone NOT NULL,
    CONSTRAINT "PK_SupportEntry" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_SupportEntry_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "PairMark" (
    "Id" bytea NOT NULL,
    "CaseId" bytea NOT NULL,
    "Reason" integer NOT NULL,
    "Note" character varying(200) COLLATE "C",
    "ReviewOn" date NOT NULL,
    "SetBy" bytea NOT NULL,
    "SetOn" date NOT NULL,
    "EndedOn" date,
    "EndedBy" bytea,
    "EndNote" character varying(200) COLLATE "C",
    "Version" bigint NOT NULL,
    CONSTRAINT "PK_PairMark" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_PairMark_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "Outing" (
    "Id" bytea NOT NULL,
    "CaseId" bytea NOT NULL,
    "AreaCode" character varying(20) COLLATE "C" NOT NULL,
    "StaffId" bytea NOT NULL,
    "With" character varying(100) COLLATE "C",
    "SetOutAt" timestamp with time zone NOT NULL,
    "BackBy" timestamp with time zone NOT NULL,
    "BackAt" timestamp with time zone,
    "BackSaidBy" bytea,
    "ToldAt" timestamp with time zone,
    "Version" bigint NOT NULL,
    CONSTRAINT "PK_Outing" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_Outing_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "GroupMeeting" (
    "Id" bytea NOT NULL,
    "CareGroupId" bytea NOT NULL,
    "AreaCode" character varying(20) COLLATE "C" NOT NULL,
    "HeldOn" date NOT NULL,
    "TookPart" text COLLATE "C" NOT NULL,
    "Guests" character varying(200) COLLATE "C",
    "RecordedBy" bytea NOT NULL,
    "RecordedAt" timestamp with time zone NOT NULL,
    "Version" bigint NOT NULL,
    CONSTRAINT "PK_GroupMeeting" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_GroupMeeting_CareGroup_CareGroupId" FOREIGN KEY ("CareGroupId") REFERENCES "CareGroup" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "MeetingCase" (
    "MeetingId" bytea NOT NULL,
    "CaseId" bytea NOT NULL,
    CONSTRAINT "PK_MeetingCase" PRIMARY KEY ("MeetingId", "CaseId"),
    CONSTRAINT "FK_MeetingCase_GroupMeeting_MeetingId" FOREIGN KEY ("MeetingId") REFERENCES "GroupMeeting" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_MeetingCase_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "GroupDecision" (
    "Id" bytea NOT NULL,
    "MeetingId" bytea NOT NULL,
    "CareGroupId" bytea NOT NULL,
    "AreaCode" character varying(20) COLLATE "C" NOT NULL,
    "CaseId" bytea,
    "Text" character varying(200) COLLATE "C" NOT NULL,
    "OwnerId" bytea NOT NULL,
    "DueOn" date NOT NULL,
    "DoneOn" date,
    "DoneBy" bytea,
    "Result" character varying(500) COLLATE "C",
    "Version" bigint NOT NULL,
    CONSTRAINT "PK_GroupDecision" PRIMARY KEY ("Id"),
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
