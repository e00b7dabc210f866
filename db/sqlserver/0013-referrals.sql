-- Referrals between primary care and hospitals, both ways, with everything that either end says of one.
CREATE TABLE "Referral" (
    "Id" binary(16) NOT NULL,
    "CaseId" binary(16) NOT NULL,
    "PatientId" binary(16) NOT NULL,
    "AreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "CareTeamId" binary(16) NULL,
    "Direction" int NOT NULL,
    "Reasons" nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "IsUrgent" bit NOT NULL,
    "HospitalId" binary(16) NOT NULL,
    "CentreId" binary(16) NULL,
    "FromDepartment" nvarchar(50) COLLATE Latin1_General_100_BIN2 NULL,
    "ToDepartment" nvarchar(50) COLLATE Latin1_General_100_BIN2 NULL,
    "Contact" nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    "Summary" nvarchar(1000) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "Plan" nvarchar(2000) COLLATE Latin1_General_100_BIN2 NULL,
    "DischargedOn" date NULL,
    "AnswersId" binary(16) NULL,
    "SentOn" date NOT NULL,
    "State" int NOT NULL,
    CONSTRAINT "PK_Referral" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_Referral_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE NO ACTION
);

CREATE TABLE "ReferralStep" (
    "Id" binary(16) NOT NULL,
    "ReferralId" binary(16) NOT NULL,
    "Move" int NOT NULL,
    "HappenedOn" date NOT NULL,
    "Outcome" int NULL,
    "Refusal" int NULL,
    "Note" nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL,
    "RecordedBy" binary(16) NOT NULL,
    "RecordedOn" date NOT NULL,
    "CancelledOn" date NULL,
    "CancelledBy" binary(16) NULL,
    "CancelReason" nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL,
    "Supersedes" binary(16) NULL,
    CONSTRAINT "PK_ReferralStep" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_ReferralStep_Referral_ReferralId" FOREIGN KEY ("ReferralId") REFERENCES "Referral" ("Id") ON DELETE NO ACTION
);

CREATE INDEX "IX_Referral_CaseId" ON "Referral" ("CaseId");
CREATE INDEX "IX_Referral_HospitalId_IsUrgent_SentOn_Id" ON "Referral" ("HospitalId", "IsUrgent" DESC, "SentOn", "Id") WHERE "State" < 4;
CREATE INDEX "IX_Referral_CareTeamId_IsUrgent_SentOn_Id" ON "Referral" ("CareTeamId", "IsUrgent" DESC, "SentOn", "Id") WHERE "State" < 4;
CREATE INDEX "IX_Referral_IsUrgent_SentOn_Id_AreaCode_CareTeamId" ON "Referral" ("IsUrgent" DESC, "SentOn", "Id", "AreaCode", "CareTeamId") WHERE "State" < 4;
CREATE INDEX "IX_ReferralStep_ReferralId" ON "ReferralStep" ("ReferralId");
