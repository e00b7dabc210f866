-- Who is left behind by a team or a grid is found in the order of its list; a grant is looked for by the one it was given to, never by the two that are empty.

DROP INDEX "IX_ManagedCase_AreaCode" ON "ManagedCase";
CREATE INDEX "IX_ManagedCase_AreaCode_Id" ON "ManagedCase" ("AreaCode", "Id");

DROP INDEX "IX_ManagedCase_CareTeamId" ON "ManagedCase";
CREATE INDEX "IX_ManagedCase_CareTeamId_Id" ON "ManagedCase" ("CareTeamId", "Id");

DROP INDEX "IX_ServiceAgreement_CareTeamId" ON "ServiceAgreement";
CREATE INDEX "IX_ServiceAgreement_CareTeamId_CaseId" ON "ServiceAgreement" ("CareTeamId", "CaseId") WHERE "EndedOn" IS NULL;

DROP INDEX "IX_CaseGrant_CareGroupId" ON "CaseGrant";
CREATE INDEX "IX_CaseGrant_CareGroupId" ON "CaseGrant" ("CareGroupId") WHERE "CareGroupId" IS NOT NULL;

DROP INDEX "IX_CaseGrant_InstitutionId" ON "CaseGrant";
CREATE INDEX "IX_CaseGrant_InstitutionId" ON "CaseGrant" ("InstitutionId") WHERE "InstitutionId" IS NOT NULL;

DROP INDEX "IX_CaseGrant_StaffId" ON "CaseGrant";
CREATE INDEX "IX_CaseGrant_StaffId" ON "CaseGrant" ("StaffId") WHERE "StaffId" IS NOT NULL;
