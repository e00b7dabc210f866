-- Whose case a person may see: who belongs to which care group for which term, and to whom a case is opened beyond its own area.

CREATE TABLE "CareGroupMembership" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_CareGroupMembership" PRIMARY KEY,
    "CareGroupId" BLOB NOT NULL,
    "StaffId" BLOB NOT NULL,
    "Kind" INTEGER NOT NULL,
    "FromOn" TEXT NOT NULL,
    "UntilOn" TEXT NULL
);

CREATE TABLE "CaseGrant" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_CaseGrant" PRIMARY KEY,
    "CaseId" BLOB NOT NULL,
    "PatientId" BLOB NOT NULL,
    "AreaCode" TEXT NOT NULL,
    "CareTeamId" BLOB NULL,
    "Kind" INTEGER NOT NULL,
    "CareGroupId" BLOB NULL,
    "InstitutionId" BLOB NULL,
    "StaffId" BLOB NULL,
    "FromAt" TEXT NOT NULL,
    "UntilAt" TEXT NULL,
    "Reason" INTEGER NOT NULL,
    "Note" TEXT NULL,
    "GrantedBy" BLOB NOT NULL,
    "EndedAt" TEXT NULL,
    "EndedBy" BLOB NULL,
    "ReviewedAt" TEXT NULL,
    "ReviewedBy" BLOB NULL,
    "Verdict" INTEGER NULL,
    "VerdictNote" TEXT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "FK_CaseGrant_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

-- Until now a person served one group and nothing said as what; the membership takes the person's own id.
INSERT INTO "CareGroupMembership" ("Id", "CareGroupId", "StaffId", "Kind", "FromOn")
SELECT "Id", "CareGroupId", "Id", 8, date('now', '+8 hours') FROM "StaffMember" WHERE "CareGroupId" IS NOT NULL;

ALTER TABLE "StaffMember" DROP COLUMN "CareGroupId";

CREATE INDEX "IX_CareGroupMembership_CareGroupId" ON "CareGroupMembership" ("CareGroupId");

CREATE INDEX "IX_CareGroupMembership_StaffId_CareGroupId" ON "CareGroupMembership" ("StaffId", "CareGroupId");

CREATE INDEX "IX_CaseGrant_CareGroupId" ON "CaseGrant" ("CareGroupId") WHERE "EndedAt" IS NULL;

CREATE INDEX "IX_CaseGrant_CaseId" ON "CaseGrant" ("CaseId");

CREATE INDEX "IX_CaseGrant_FromAt_Id_AreaCode" ON "CaseGrant" ("FromAt", "Id", "AreaCode") WHERE "Kind" = 3 AND "ReviewedAt" IS NULL;

CREATE INDEX "IX_CaseGrant_InstitutionId" ON "CaseGrant" ("InstitutionId") WHERE "EndedAt" IS NULL;

CREATE INDEX "IX_CaseGrant_StaffId" ON "CaseGrant" ("StaffId") WHERE "EndedAt" IS NULL;

CREATE INDEX "IX_ManagedCase_CareTeamId" ON "ManagedCase" ("CareTeamId");

-- The lists of what is open are now read within an area or for a team: the index answers both.
DROP INDEX "IX_CareTask_ClosesOn_Id_AreaCode";

CREATE INDEX "IX_CareTask_ClosesOn_Id_AreaCode_CareTeamId" ON "CareTask" ("ClosesOn", "Id", "AreaCode", "CareTeamId") WHERE "State" = 1;

DROP INDEX "IX_Alert_Id_AreaCode";

CREATE INDEX "IX_Alert_Id_AreaCode_CareTeamId" ON "Alert" ("Id", "AreaCode", "CareTeamId") WHERE "State" < 4;
