-- Patients who cannot be reached, are lost, move, die or should not be registered: every attempt, every way out, and everybody who was told.
CREATE TABLE "ContactAttempt" (
    "Id" binary(16) NOT NULL,
    "On" date NOT NULL,
    "At" datetime2 NOT NULL,
    "Means" int NOT NULL,
    "Used" int NULL,
    "Outcome" int NOT NULL,
    "AgreedOn" date NULL,
    "Note" nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
    "MadeBy" binary(16) NOT NULL,
    "RecordedOn" date NOT NULL,
    "CaseId" binary(16) NOT NULL,
    CONSTRAINT "PK_ContactAttempt" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_ContactAttempt_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE NO ACTION
);

CREATE INDEX "IX_ContactAttempt_CaseId" ON "ContactAttempt" ("CaseId");

CREATE TABLE "CaseExit" (
    "Id" binary(16) NOT NULL,
    "Kind" int NOT NULL,
    "ProposedOn" date NOT NULL,
    "ProposedBy" binary(16) NOT NULL,
    "Note" nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
    "Criterion" int NULL,
    "ToAreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
    "ToCareTeamId" binary(16) NULL,
    "ToAddress" nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
    "DiedOn" date NULL,
    "Cause" int NULL,
    "FatalIllness" int NULL,
    "Reason" int NULL,
    "IsDangerous" bit NOT NULL,
    "DecidedOn" date NULL,
    "DecidedBy" binary(16) NULL,
    "Accepted" bit NULL,
    "DecisionNote" nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
    "EndedOn" date NULL,
    "EndedBy" binary(16) NULL,
    "EndNote" nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
    "CaseId" binary(16) NOT NULL,
    CONSTRAINT "PK_CaseExit" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_CaseExit_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE NO ACTION
);

CREATE INDEX "IX_CaseExit_CaseId" ON "CaseExit" ("CaseId");
CREATE INDEX "IX_CaseExit_Kind_CaseId" ON "CaseExit" ("Kind", "CaseId") WHERE "DecidedOn" IS NULL AND "EndedOn" IS NULL;

CREATE TABLE "PartyTold" (
    "Id" binary(16) NOT NULL,
    "About" int NOT NULL,
    "ExitId" binary(16) NULL,
    "Party" int NOT NULL,
    "Means" int NOT NULL,
    "On" date NOT NULL,
    "At" datetime2 NOT NULL,
    "Receiver" nvarchar(50) COLLATE Latin1_General_100_BIN2 NULL,
    "RecordedBy" binary(16) NOT NULL,
    "RecordedOn" date NOT NULL,
    "CaseId" binary(16) NOT NULL,
    CONSTRAINT "PK_PartyTold" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_PartyTold_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE NO ACTION
);

CREATE INDEX "IX_PartyTold_CaseId" ON "PartyTold" ("CaseId");

ALTER TABLE "ManagedCase" ADD "OfferedAreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL;
ALTER TABLE "ManagedCase" ADD "OfferedCareTeamId" binary(16) NULL;
GO

CREATE INDEX "IX_ManagedCase_State_Id" ON "ManagedCase" ("State", "Id") WHERE "State" >= 5;
CREATE INDEX "IX_ManagedCase_OfferedAreaCode" ON "ManagedCase" ("OfferedAreaCode") WHERE "OfferedAreaCode" IS NOT NULL;
CREATE INDEX "IX_ManagedCase_OfferedCareTeamId" ON "ManagedCase" ("OfferedCareTeamId") WHERE "OfferedCareTeamId" IS NOT NULL;
