-- Patients go to other teams at once: what moved is kept so that it can go back; a team may have a bound; and who has no team stands in a queue.
ALTER TABLE "CareTeam" ADD COLUMN "CaseCap" INTEGER NULL;
ALTER TABLE "ManagedCase" ADD COLUMN "UnassignedOn" TEXT NULL;
ALTER TABLE "ManagedCase" ADD COLUMN "UnassignedReason" INTEGER NULL;

UPDATE "ManagedCase" SET "UnassignedOn" = "RegisteredOn", "UnassignedReason" = 1 WHERE "CareTeamId" IS NULL;

CREATE INDEX "IX_ManagedCase_UnassignedOn_Id_AreaCode" ON "ManagedCase" ("UnassignedOn", "Id", "AreaCode") WHERE "UnassignedOn" IS NOT NULL;

CREATE TABLE "Reassignment" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Reassignment" PRIMARY KEY,
    "Source" INTEGER NOT NULL,
    "FromCareTeamId" BLOB NULL,
    "FromStaffId" BLOB NULL,
    "AreaCode" TEXT NOT NULL,
    "Reason" INTEGER NOT NULL,
    "Note" TEXT NULL,
    "DoneBy" BLOB NOT NULL,
    "DoneAt" TEXT NOT NULL,
    "DoneOn" TEXT NOT NULL,
    "Cases" INTEGER NOT NULL,
    "Tasks" INTEGER NOT NULL,
    "Alerts" INTEGER NOT NULL,
    "Agreements" INTEGER NOT NULL,
    "Unassigned" INTEGER NOT NULL,
    "UndoneAt" TEXT NULL,
    "UndoneBy" BLOB NULL,
    "Restored" INTEGER NULL,
    "Kept" INTEGER NULL,
    "Version" INTEGER NOT NULL
);

CREATE INDEX "IX_Reassignment_AreaCode_Id" ON "Reassignment" ("AreaCode", "Id");

CREATE TABLE "ReassignmentShare" (
    "ReassignmentId" BLOB NOT NULL,
    "AreaCode" TEXT NOT NULL,
    "FromRow" INTEGER NOT NULL,
    "UntilRow" INTEGER NOT NULL,
    "CareTeamId" BLOB NULL,
    CONSTRAINT "PK_ReassignmentShare" PRIMARY KEY ("ReassignmentId", "AreaCode", "FromRow"),
    CONSTRAINT "FK_ReassignmentShare_Reassignment_ReassignmentId" FOREIGN KEY ("ReassignmentId") REFERENCES "Reassignment" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "ReassignedPlace" (
    "ReassignmentId" BLOB NOT NULL,
    "Code" TEXT NOT NULL,
    "IsGrid" INTEGER NOT NULL,
    "FromCareTeamId" BLOB NULL,
    "ToCareTeamId" BLOB NULL,
    "FromWorkerId" BLOB NULL,
    "ToWorkerId" BLOB NULL,
    CONSTRAINT "PK_ReassignedPlace" PRIMARY KEY ("ReassignmentId", "Code"),
    CONSTRAINT "FK_ReassignedPlace_Reassignment_ReassignmentId" FOREIGN KEY ("ReassignmentId") REFERENCES "Reassignment" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "ReassignedCase" (
    "ReassignmentId" BLOB NOT NULL,
    "CaseId" BLOB NOT NULL,
    "FromCareTeamId" BLOB NULL,
    "ToCareTeamId" BLOB NULL,
    "FromAreaCode" TEXT NOT NULL,
    "ToAreaCode" TEXT NOT NULL,
    "WasUnassignedOn" TEXT NULL,
    "WasUnassignedReason" INTEGER NULL,
    "Fate" INTEGER NOT NULL,
    CONSTRAINT "PK_ReassignedCase" PRIMARY KEY ("ReassignmentId", "CaseId"),
    CONSTRAINT "FK_ReassignedCase_Reassignment_ReassignmentId" FOREIGN KEY ("ReassignmentId") REFERENCES "Reassignment" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_ReassignedCase_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE INDEX "IX_ReassignedCase_CaseId" ON "ReassignedCase" ("CaseId");

CREATE TABLE "ReassignedAlert" (
    "ReassignmentId" BLOB NOT NULL,
    "AlertId" INTEGER NOT NULL,
    "CaseId" BLOB NOT NULL,
    "FromStaffId" BLOB NOT NULL,
    "ToStaffId" BLOB NULL,
    "ClaimedAt" TEXT NULL,
    "AnsweredAt" TEXT NULL,
    "HeldUntil" TEXT NULL,
    "State" INTEGER NOT NULL,
    CONSTRAINT "PK_ReassignedAlert" PRIMARY KEY ("ReassignmentId", "AlertId"),
    CONSTRAINT "FK_ReassignedAlert_Reassignment_ReassignmentId" FOREIGN KEY ("ReassignmentId") REFERENCES "Reassignment" ("Id") ON DELETE RESTRICT
);
