-- Referrals between primary care and hospitals, both ways, with everything that either end says of one.
CREATE TABLE "Referral" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Referral" PRIMARY KEY,
    "CaseId" BLOB NOT NULL,
    "PatientId" BLOB NOT NULL,
    "AreaCode" TEXT NOT NULL,
    "CareTeamId" BLOB NULL,
    "Direction" INTEGER NOT NULL,
    "Reasons" TEXT NOT NULL,
    "IsUrgent" INTEGER NOT NULL,
    "HospitalId" BLOB NOT NULL,
    "CentreId" BLOB NULL,
    "FromDepartment" TEXT NULL,
    "ToDepartment" TEXT NULL,
    "Contact" TEXT NULL,
    "Summary" TEXT NOT NULL,
    "Plan" TEXT NULL,
    "DischargedOn" TEXT NULL,
    "AnswersId" BLOB NULL,
    "SentOn" TEXT NOT NULL,
    "State" INTEGER NOT NULL,
    CONSTRAINT "FK_Referral_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "ReferralStep" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_ReferralStep" PRIMARY KEY,
    "ReferralId" BLOB NOT NULL,
    "Move" INTEGER NOT NULL,
    "HappenedOn" TEXT NOT NULL,
    "Outcome" INTEGER NULL,
    "Refusal" INTEGER NULL,
    "Note" TEXT NULL,
    "RecordedBy" BLOB NOT NULL,
    "RecordedOn" TEXT NOT NULL,
    "CancelledOn" TEXT NULL,
    "CancelledBy" BLOB NULL,
    "CancelReason" TEXT NULL,
    "Supersedes" BLOB NULL,
    CONSTRAINT "FK_ReferralStep_Referral_ReferralId" FOREIGN KEY ("ReferralId") REFERENCES "Referral" ("Id") ON DELETE RESTRICT
);

CREATE INDEX "IX_Referral_CaseId" ON "Referral" ("CaseId");
CREATE INDEX "IX_Referral_HospitalId_IsUrgent_SentOn_Id" ON "Referral" ("HospitalId", "IsUrgent" DESC, "SentOn", "Id") WHERE "State" < 4;
CREATE INDEX "IX_Referral_CareTeamId_IsUrgent_SentOn_Id" ON "Referral" ("CareTeamId", "IsUrgent" DESC, "SentOn", "Id") WHERE "State" < 4;
CREATE INDEX "IX_Referral_IsUrgent_SentOn_Id_AreaCode_CareTeamId" ON "Referral" ("IsUrgent" DESC, "SentOn", "Id", "AreaCode", "CareTeamId") WHERE "State" < 4;
CREATE INDEX "IX_ReferralStep_ReferralId" ON "ReferralStep" ("ReferralId");
