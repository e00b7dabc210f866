-- Referrals between primary care and hospitals, both ways, with everything that either end says of one.
CREATE TABLE "Referral" (
    "Id" bytea NOT NULL,
    "CaseId" bytea NOT NULL,
    "PatientId" bytea NOT NULL,
    "AreaCode" character varying(20) COLLATE "C" NOT NULL,
    "CareTeamId" bytea,
    "Direction" integer NOT NULL,
    "Reasons" character varying(100) COLLATE "C" NOT NULL,
    "IsUrgent" boolean NOT NULL,
    "HospitalId" bytea NOT NULL,
    "CentreId" bytea,
    "FromDepartment" character varying(50) COLLATE "C",
    "ToDepartment" character varying(50) COLLATE "C",
    "Contact" character varying(100) COLLATE "C",
    "Summary" character varying(1000) COLLATE "C" NOT NULL,
    "Plan" character varying(2000) COLLATE "C",
    "DischargedOn" date,
    "AnswersId" bytea,
    "SentOn" date NOT NULL,
    "State" integer NOT NULL,
    CONSTRAINT "PK_Referral" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_Referral_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "ReferralStep" (
    "Id" bytea NOT NULL,
    "ReferralId" bytea NOT NULL,
    "Move" integer NOT NULL,
    "HappenedOn" date NOT NULL,
    "Outcome" integer,
    "Refusal" integer,
    "Note" character varying(500) COLLATE "C",
    "RecordedBy" bytea NOT NULL,
    "RecordedOn" date NOT NULL,
    "CancelledOn" date,
    "CancelledBy" bytea,
    "CancelReason" character varying(500) COLLATE "C",
    "Supersedes" bytea,
    CONSTRAINT "PK_ReferralStep" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_ReferralStep_Referral_ReferralId" FOREIGN KEY ("ReferralId") REFERENCES "Referral" ("Id") ON DELETE RESTRICT
);

CREATE INDEX "IX_Referral_CaseId" ON "Referral" ("CaseId");
CREATE INDEX "IX_Referral_HospitalId_IsUrgent_SentOn_Id" ON "Referral" ("HospitalId", "IsUrgent" DESC, "SentOn", "Id") WHERE "State" < 4;
CREATE INDEX "IX_Referral_CareTeamId_IsUrgent_SentOn_Id" ON "Referral" ("CareTeamId", "IsUrgent" DESC, "SentOn", "Id") WHERE "State" < 4;
CREATE INDEX "IX_Referral_IsUrgent_SentOn_Id_AreaCode_CareTeamId" ON "Referral" ("IsUrgent" DESC, "SentOn", "Id", "AreaCode", "CareTeamId") WHERE "State" < 4;
CREATE INDEX "IX_ReferralStep_ReferralId" ON "ReferralStep" ("ReferralId");
