-- Teams, groups, grids and people can be changed by two at once, and closed; a row set aside is cleared by somebody, with a note.

ALTER TABLE "CareGroup" ADD COLUMN "Version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "CareGroup" ADD COLUMN "ClosedOn" TEXT NULL;

ALTER TABLE "CareTeam" ADD COLUMN "Version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "CareTeam" ADD COLUMN "ClosedOn" TEXT NULL;

ALTER TABLE "Grid" ADD COLUMN "Version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "Grid" ADD COLUMN "ClosedOn" TEXT NULL;

ALTER TABLE "StaffMember" ADD COLUMN "Version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "StaffMember" ADD COLUMN "ClosedOn" TEXT NULL;

ALTER TABLE "QuarantinedRow" ADD COLUMN "ClearedBy" BLOB NULL;
ALTER TABLE "QuarantinedRow" ADD COLUMN "ClearedNote" TEXT NULL;

DROP INDEX "IX_CareGroup_AreaCode";
CREATE INDEX "IX_CareGroup_AreaCode_Id" ON "CareGroup" ("AreaCode", "Id");

DROP INDEX "IX_CareTeam_AreaCode";
CREATE INDEX "IX_CareTeam_AreaCode_Id" ON "CareTeam" ("AreaCode", "Id");

CREATE INDEX "IX_Institution_AreaCode_Id" ON "Institution" ("AreaCode", "Id");

CREATE INDEX "IX_StaffMember_AreaCode_Code" ON "StaffMember" ("AreaCode", "Code");

CREATE INDEX "IX_StaffMember_Name" ON "StaffMember" ("Name");

CREATE INDEX "IX_Grid_CareGroupId" ON "Grid" ("CareGroupId");

CREATE INDEX "IX_Grid_CareTeamId" ON "Grid" ("CareTeamId");

CREATE INDEX "IX_Grid_WorkerId" ON "Grid" ("WorkerId");

CREATE INDEX "IX_ServiceAgreement_CareTeamId" ON "ServiceAgreement" ("CareTeamId") WHERE "EndedOn" IS NULL;

CREATE INDEX "IX_Alert_ClaimedBy_Id" ON "Alert" ("ClaimedBy", "Id") WHERE "ClaimedBy" IS NOT NULL AND "State" < 4;

CREATE INDEX "IX_QuarantinedRow_Id" ON "QuarantinedRow" ("Id") WHERE "ClearedAt" IS NULL;
