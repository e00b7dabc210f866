-- Emergencies of patients: when the handling began, by when its record is due, and everything that was said and done.
CREATE TABLE "CrisisResponse" (
    "Id" binary(16) NOT NULL,
    "State" int NOT NULL,
    "StartedAt" datetime2 NOT NULL,
    "StartedOn" date NOT NULL,
    "RecordDueAt" datetime2 NOT NULL,
    "RecordClosesOn" date NOT NULL,
    "RecordedOn" date NULL,
    "ClosedOn" date NULL,
    "ClosedBy" binary(16) NULL,
    "ClosingNote" nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL,
    "Log" nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "CaseId" binary(16) NOT NULL,
    CONSTRAINT "PK_CrisisResponse" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_CrisisResponse_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE NO ACTION
);

CREATE UNIQUE INDEX "IX_CrisisResponse_CaseId_StartedOn" ON "CrisisResponse" ("CaseId", "StartedOn");

CREATE INDEX "IX_CrisisResponse_StartedAt_Id" ON "CrisisResponse" ("StartedAt", "Id") WHERE "State" <= 2;

-- What was heard of somebody, with an owner and an end.
CREATE TABLE "Clue" (
    "Id" binary(16) NOT NULL,
    "Source" int NOT NULL,
    "State" int NOT NULL,
    "HeardAt" datetime2 NOT NULL,
    "AreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "CareTeamId" binary(16) NULL,
    "Place" nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    "Said" nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL,
    "Trigger" int NULL,
    "Sign" int NULL,
    "CaseId" binary(16) NULL,
    "ReportedBy" binary(16) NOT NULL,
    "ReportedAt" datetime2 NOT NULL,
    "CheckedAt" datetime2 NULL,
    "CheckedBy" binary(16) NULL,
    "Found" nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL,
    "EndedAt" datetime2 NULL,
    "EndedBy" binary(16) NULL,
    "Dismissal" int NULL,
    "EndNote" nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL,
    "Version" bigint NOT NULL,
    "RowVersion" rowversion NOT NULL,
    CONSTRAINT "PK_Clue" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_Clue_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE NO ACTION
);

CREATE INDEX "IX_Clue_CaseId" ON "Clue" ("CaseId") WHERE "CaseId" IS NOT NULL;

CREATE INDEX "IX_Clue_HeardAt_Id_AreaCode_CareTeamId" ON "Clue" ("HeardAt", "Id", "AreaCode", "CareTeamId") WHERE "State" <= 2;
