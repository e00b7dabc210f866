-- Patients who cannot be reached, are lost, move, die or should not be registered: every attempt, every way out, and everybody who was told.
CREATE TABLE "ContactAttempt" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_ContactAttempt" PRIMARY KEY,
    "On" TEXT NOT NULL,
    "At" TEXT NOT NULL,
    "Means" INTEGER NOT NULL,
    "Used" INTEGER NULL,
    "Outcome" INTEGER NOT NULL,
    "AgreedOn" TEXT NULL,
    "Note" TEXT NULL,
    "MadeBy" BLOB NOT NULL,
    "RecordedOn" TEXT NOT NULL,
    "CaseId" BLOB NOT NULL,
    CONSTRAINT "FK_ContactAttempt_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE INDEX "IX_ContactAttempt_CaseId" ON "ContactAttempt" ("CaseId");

CREATE TABLE "CaseExit" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_CaseExit" PRIMARY KEY,
    "Kind" INTEGER NOT NULL,
    "ProposedOn" TEXT NOT NULL,
    "ProposedBy" BLOB NOT NULL,
    "Note" TEXT NULL,
    "Criterion" INTEGER NULL,
    "ToAreaCode" TEXT NULL,
    "ToCareTeamId" BLOB NULL,
    "ToAddress" TEXT NULL,
    "DiedOn" TEXT NULL,
    "Cause" INTEGER NULL,
    "FatalIllness" INTEGER NULL,
    "Reason" INTEGER NULL,
    "IsDangerous" INTEGER NOT NULL,
    "DecidedOn" TEXT NULL,
    "DecidedBy" BLOB NULL,
    "Accepted" INTEGER NULL,
    "DecisionNote" TEXT NULL,
    "EndedOn" TEXT NULL,
    "EndedBy" BLOB NULL,
    "EndNote" TEXT NULL,
    "CaseId" BLOB NOT NULL,
    CONSTRAINT "FK_CaseExit_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE INDEX "IX_CaseExit_CaseId" ON "CaseExit" ("CaseId");
CREATE INDEX "IX_CaseExit_Kind_CaseId" ON "CaseExit" ("Kind", "CaseId") WHERE "DecidedOn" IS NULL AND "EndedOn" IS NULL;

CREATE TABLE "PartyTold" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_PartyTold" PRIMARY KEY,
    "About" INTEGER NOT NULL,
    "ExitId" BLOB NULL,
    "Party" INTEGER NOT NULL,
    "Means" INTEGER NOT NULL,
    "On" TEXT NOT NULL,
    "At" TEXT NOT NULL,
    "Receiver" TEXT NULL,
    "RecordedBy" BLOB NOT NULL,
    "RecordedOn" TEXT NOT NULL,
    "CaseId" BLOB NOT NULL,
    CONSTRAINT "FK_PartyTold_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE INDEX "IX_PartyTold_CaseId" ON "PartyTold" ("CaseId");

ALTER TABLE "ManagedCase" ADD COLUMN "OfferedAreaCode" TEXT NULL;
ALTER TABLE "ManagedCase" ADD COLUMN "OfferedCareTeamId" BLOB NULL;

CREATE INDEX "IX_ManagedCase_State_Id" ON "ManagedCase" ("State", "Id") WHERE "State" >= 5;
CREATE INDEX "IX_ManagedCase_OfferedAreaCode" ON "ManagedCase" ("OfferedAreaCode") WHERE "OfferedAreaCode" IS NOT NULL;
CREATE INDEX "IX_ManagedCase_OfferedCareTeamId" ON "ManagedCase" ("OfferedCareTeamId") WHERE "OfferedCareTeamId" IS NOT NULL;
