-- Emergencies of patients: when the handling began, by when its record is due, and everything that was said and done.
CREATE TABLE "CrisisResponse" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_CrisisResponse" PRIMARY KEY,
    "State" INTEGER NOT NULL,
    "StartedAt" TEXT NOT NULL,
    "StartedOn" TEXT NOT NULL,
    "RecordDueAt" TEXT NOT NULL,
    "RecordClosesOn" TEXT NOT NULL,
    "RecordedOn" TEXT NULL,
    "ClosedOn" TEXT NULL,
    "ClosedBy" BLOB NULL,
    "ClosingNote" TEXT NULL,
    "Log" TEXT NOT NULL,
    "CaseId" BLOB NOT NULL,
    CONSTRAINT "FK_CrisisResponse_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE UNIQUE INDEX "IX_CrisisResponse_CaseId_StartedOn" ON "CrisisResponse" ("CaseId", "StartedOn");

CREATE INDEX "IX_CrisisResponse_StartedAt_Id" ON "CrisisResponse" ("StartedAt", "Id") WHERE "State" <= 2;

-- What was heard of somebody, with an owner and an end.
CREATE TABLE "Clue" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Clue" PRIMARY KEY,
    "Source" INTEGER NOT NULL,
    "State" INTEGER NOT NULL,
    "HeardAt" TEXT NOT NULL,
    "AreaCode" TEXT NOT NULL,
    "CareTeamId" BLOB NULL,
    "Place" TEXT NULL,
    "Said" TEXT NULL,
    "Trigger" INTEGER NULL,
    "Sign" INTEGER NULL,
    "CaseId" BLOB NULL,
    "ReportedBy" BLOB NOT NULL,
    "ReportedAt" TEXT NOT NULL,
    "CheckedAt" TEXT NULL,
    "CheckedBy" BLOB NULL,
    "Found" TEXT NULL,
    "EndedAt" TEXT NULL,
    "EndedBy" BLOB NULL,
    "Dismissal" INTEGER NULL,
    "EndNote" TEXT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "FK_Clue_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE INDEX "IX_Clue_CaseId" ON "Clue" ("CaseId") WHERE "CaseId" IS NOT NULL;

CREATE INDEX "IX_Clue_HeardAt_Id_AreaCode_CareTeamId" ON "Clue" ("HeardAt", "Id", "AreaCode", "CareTeamId") WHERE "State" <= 2;
