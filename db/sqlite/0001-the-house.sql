-- The first tables: places, people, cases with their facts, the care tasks derived from them, alerts, and the records of jobs and of who did what.
-- Ids are sixteen bytes, big-endian, so that they sort by time; days are 'yyyy-MM-dd'; instants are UTC; enums are the numbers in the Domain.

CREATE TABLE "AuditEntry" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_AuditEntry" PRIMARY KEY AUTOINCREMENT,
    "At" TEXT NOT NULL,
    "Actor" BLOB NOT NULL,
    "Request" TEXT NOT NULL,
    "CaseId" BLOB NULL
);

CREATE TABLE "CareGroup" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_CareGroup" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "AreaCode" TEXT NOT NULL
);

CREATE TABLE "CareTeam" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_CareTeam" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "AreaCode" TEXT NOT NULL,
    "InstitutionId" BLOB NOT NULL
);

CREATE TABLE "CareTeamCatchment" (
    "AreaCode" TEXT NOT NULL CONSTRAINT "PK_CareTeamCatchment" PRIMARY KEY,
    "CareTeamId" BLOB NOT NULL
);

CREATE TABLE "CatchmentArea" (
    "Code" TEXT NOT NULL CONSTRAINT "PK_CatchmentArea" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "ParentCode" TEXT NULL
);

CREATE TABLE "Grid" (
    "Code" TEXT NOT NULL CONSTRAINT "PK_Grid" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "CommunityCode" TEXT NOT NULL,
    "AddressKeywords" TEXT NOT NULL,
    "CareTeamId" BLOB NOT NULL,
    "CareGroupId" BLOB NULL,
    "WorkerId" BLOB NULL
);

CREATE TABLE "Heartbeat" (
    "Node" TEXT NOT NULL CONSTRAINT "PK_Heartbeat" PRIMARY KEY,
    "BeatAt" TEXT NOT NULL
);

CREATE TABLE "Institution" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Institution" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Kind" INTEGER NOT NULL,
    "AreaCode" TEXT NOT NULL
);

CREATE TABLE "JobRun" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_JobRun" PRIMARY KEY AUTOINCREMENT,
    "Job" TEXT NOT NULL,
    "WindowFrom" TEXT NOT NULL,
    "WindowTo" TEXT NOT NULL,
    "StartedAt" TEXT NOT NULL,
    "EndedAt" TEXT NULL,
    "State" INTEGER NOT NULL,
    "Found" INTEGER NOT NULL,
    "Done" INTEGER NOT NULL,
    "Skipped" INTEGER NOT NULL,
    "Failed" INTEGER NOT NULL
);

CREATE TABLE "Patient" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Patient" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Sex" INTEGER NOT NULL,
    "BornOn" TEXT NOT NULL,
    "Document" INTEGER NULL,
    "DocumentNumber" TEXT NULL,
    "AreaCode" TEXT NOT NULL,
    "Address" TEXT NOT NULL,
    "Phone" TEXT NULL,
    "Guardian_Name" TEXT NULL,
    "Guardian_Relation" TEXT NULL,
    "Guardian_Phone" TEXT NULL,
    "Guardian_SecondPhone" TEXT NULL,
    "Guardian_Address" TEXT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "QuarantinedRow" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_QuarantinedRow" PRIMARY KEY AUTOINCREMENT,
    "Job" TEXT NOT NULL,
    "CaseId" BLOB NOT NULL,
    "Code" TEXT NOT NULL,
    "At" TEXT NOT NULL,
    "ClearedAt" TEXT NULL
);

CREATE TABLE "StaffMember" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_StaffMember" PRIMARY KEY,
    "Code" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Role" INTEGER NOT NULL,
    "AreaCode" TEXT NOT NULL,
    "InstitutionId" BLOB NOT NULL,
    "CareTeamId" BLOB NULL,
    "CareGroupId" BLOB NULL
);

CREATE TABLE "ManagedCase" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_ManagedCase" PRIMARY KEY,
    "PatientId" BLOB NOT NULL,
    "AreaCode" TEXT NOT NULL,
    "CareTeamId" BLOB NULL,
    "RegisteredOn" TEXT NOT NULL,
    "Diagnosis_Disorder" INTEGER NOT NULL,
    "Diagnosis_Icd10" TEXT NULL,
    "Diagnosis_Hospital" TEXT NOT NULL,
    "Diagnosis_ConfirmedOn" TEXT NOT NULL,
    "Supplementary" TEXT NOT NULL,
    "State" INTEGER NOT NULL,
    "Class" INTEGER NULL,
    "Risk" INTEGER NULL,
    "LastSeenOn" TEXT NULL,
    "DiedOn" TEXT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "FK_ManagedCase_Patient_PatientId" FOREIGN KEY ("PatientId") REFERENCES "Patient" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "CareTask" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_CareTask" PRIMARY KEY,
    "CaseId" BLOB NOT NULL,
    "PatientId" BLOB NOT NULL,
    "Kind" INTEGER NOT NULL,
    "AreaCode" TEXT NOT NULL,
    "CareTeamId" BLOB NULL,
    "CycleOn" TEXT NOT NULL,
    "OpensOn" TEXT NOT NULL,
    "DueOn" TEXT NOT NULL,
    "ClosesOn" TEXT NOT NULL,
    "Basis" TEXT NOT NULL,
    "Class" INTEGER NULL,
    "State" INTEGER NOT NULL,
    "SettledOn" TEXT NULL,
    "SettledBy" BLOB NULL,
    "QuietUntil" TEXT NULL,
    "EscalationStep" INTEGER NOT NULL,
    "EnteredOn" TEXT NOT NULL,
    "ClosedEnteredOn" TEXT NULL,
    CONSTRAINT "FK_CareTask_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "FollowUp" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_FollowUp" PRIMARY KEY,
    "SeenOn" TEXT NOT NULL,
    "Outcome" INTEGER NOT NULL,
    "Findings" TEXT NOT NULL,
    "Mode" INTEGER NULL,
    "Risk" INTEGER NULL,
    "SymptomState" INTEGER NULL,
    "Insight" INTEGER NULL,
    "Hospital" INTEGER NULL,
    "Adherence" INTEGER NULL,
    "Class" INTEGER NULL,
    "ProposedClass" INTEGER NULL,
    "ProposalReasons" TEXT NOT NULL,
    "OverrideReason" TEXT NULL,
    "NextVisitOn" TEXT NULL,
    "Edition" TEXT NOT NULL,
    "RecordedBy" BLOB NOT NULL,
    "RecordedOn" TEXT NOT NULL,
    "CancelledOn" TEXT NULL,
    "CancelledBy" BLOB NULL,
    "CancelReason" TEXT NULL,
    "Supersedes" BLOB NULL,
    "CaseId" BLOB NOT NULL,
    CONSTRAINT "FK_FollowUp_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "GridAssignment" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_GridAssignment" PRIMARY KEY,
    "GridCode" TEXT NOT NULL,
    "FromOn" TEXT NOT NULL,
    "UntilOn" TEXT NULL,
    "Reason" TEXT NOT NULL,
    "ConfirmedBy" BLOB NOT NULL,
    "CaseId" BLOB NOT NULL,
    CONSTRAINT "FK_GridAssignment_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "InformedConsent" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_InformedConsent" PRIMARY KEY,
    "Agrees" INTEGER NOT NULL,
    "Signature_Signer" INTEGER NOT NULL,
    "Signature_SignerName" TEXT NOT NULL,
    "Signature_Relation" TEXT NULL,
    "Signature_SignedOn" TEXT NOT NULL,
    "RecordedBy" BLOB NOT NULL,
    "RecordedOn" TEXT NOT NULL,
    "CaseId" BLOB NOT NULL,
    CONSTRAINT "FK_InformedConsent_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "InjectionCourse" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_InjectionCourse" PRIMARY KEY,
    "ProductCode" TEXT NOT NULL,
    "StartsOn" TEXT NOT NULL,
    "MaintenanceDose" TEXT NOT NULL,
    "OralToleratedOn" TEXT NULL,
    "ToleranceNote" TEXT NULL,
    "Renal" INTEGER NOT NULL,
    "PrescribedBy" BLOB NOT NULL,
    "StoppedOn" TEXT NULL,
    "StoppedBy" BLOB NULL,
    "StopReason" TEXT NULL,
    "CaseId" BLOB NOT NULL,
    CONSTRAINT "FK_InjectionCourse_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "ServiceAgreement" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_ServiceAgreement" PRIMARY KEY,
    "CareTeamId" BLOB NOT NULL,
    "Signature_Signer" INTEGER NOT NULL,
    "Signature_SignerName" TEXT NOT NULL,
    "Signature_Relation" TEXT NULL,
    "Signature_SignedOn" TEXT NOT NULL,
    "StartsOn" TEXT NOT NULL,
    "EndsOn" TEXT NOT NULL,
    "EndedOn" TEXT NULL,
    "EndReason" INTEGER NULL,
    "RecordedBy" BLOB NOT NULL,
    "CaseId" BLOB NOT NULL,
    CONSTRAINT "FK_ServiceAgreement_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "SpecialistAdvice" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_SpecialistAdvice" PRIMARY KEY,
    "GivenOn" TEXT NOT NULL,
    "Text" TEXT NOT NULL,
    "GivenBy" BLOB NOT NULL,
    "RecordedOn" TEXT NOT NULL,
    "CaseId" BLOB NOT NULL,
    CONSTRAINT "FK_SpecialistAdvice_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "Alert" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Alert" PRIMARY KEY AUTOINCREMENT,
    "TaskId" BLOB NOT NULL,
    "CaseId" BLOB NOT NULL,
    "PatientId" BLOB NOT NULL,
    "AreaCode" TEXT NOT NULL,
    "CareTeamId" BLOB NULL,
    "Kind" INTEGER NOT NULL,
    "Step" INTEGER NOT NULL,
    "RaisedOn" TEXT NOT NULL,
    "Tells" INTEGER NOT NULL,
    "Severity" INTEGER NOT NULL,
    "State" INTEGER NOT NULL,
    "ClaimedBy" BLOB NULL,
    "ClaimedAt" TEXT NULL,
    "Reason" INTEGER NULL,
    "ReasonNote" TEXT NULL,
    "AnsweredAt" TEXT NULL,
    "Result" INTEGER NULL,
    "ResultNote" TEXT NULL,
    "ClosedAt" TEXT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "FK_Alert_CareTask_TaskId" FOREIGN KEY ("TaskId") REFERENCES "CareTask" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "Injection" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Injection" PRIMARY KEY,
    "CourseId" BLOB NOT NULL,
    "GivenOn" TEXT NOT NULL,
    "Dose" TEXT NOT NULL,
    "Site" INTEGER NOT NULL,
    "BatchNumber" TEXT NOT NULL,
    "ExpiresOn" TEXT NULL,
    "GivenBy" BLOB NOT NULL,
    "ObservedUntil" TEXT NULL,
    "ConfirmedBy" BLOB NULL,
    "RecordedOn" TEXT NOT NULL,
    "Supersedes" BLOB NULL,
    "CancelledOn" TEXT NULL,
    "CancelledBy" BLOB NULL,
    "CancelReason" TEXT NULL,
    CONSTRAINT "FK_Injection_InjectionCourse_CourseId" FOREIGN KEY ("CourseId") REFERENCES "InjectionCourse" ("Id") ON DELETE RESTRICT
);

CREATE INDEX "IX_Alert_CareTeamId_Id" ON "Alert" ("CareTeamId", "Id") WHERE "State" < 4;

CREATE INDEX "IX_Alert_CaseId_Id" ON "Alert" ("CaseId", "Id");

CREATE INDEX "IX_Alert_Id_AreaCode" ON "Alert" ("Id", "AreaCode") WHERE "State" < 4;

CREATE UNIQUE INDEX "IX_Alert_TaskId_Step_RaisedOn" ON "Alert" ("TaskId", "Step", "RaisedOn");

CREATE INDEX "IX_AuditEntry_CaseId_Id" ON "AuditEntry" ("CaseId", "Id");

CREATE INDEX "IX_CareGroup_AreaCode" ON "CareGroup" ("AreaCode");

CREATE INDEX "IX_CareTask_CareTeamId_ClosesOn_Id" ON "CareTask" ("CareTeamId", "ClosesOn", "Id") WHERE "State" = 1;

CREATE UNIQUE INDEX "IX_CareTask_CaseId_Kind_CycleOn" ON "CareTask" ("CaseId", "Kind", "CycleOn");

CREATE INDEX "IX_CareTask_ClosedEnteredOn" ON "CareTask" ("ClosedEnteredOn");

CREATE INDEX "IX_CareTask_ClosesOn_Id_AreaCode" ON "CareTask" ("ClosesOn", "Id", "AreaCode") WHERE "State" = 1;

CREATE INDEX "IX_CareTask_Kind_EscalationStep_ClosesOn" ON "CareTask" ("Kind", "EscalationStep", "ClosesOn") WHERE "State" = 1;

CREATE INDEX "IX_CareTeam_AreaCode" ON "CareTeam" ("AreaCode");

CREATE INDEX "IX_CareTeamCatchment_CareTeamId" ON "CareTeamCatchment" ("CareTeamId");

CREATE INDEX "IX_CatchmentArea_ParentCode" ON "CatchmentArea" ("ParentCode");

CREATE INDEX "IX_FollowUp_CaseId" ON "FollowUp" ("CaseId");

CREATE INDEX "IX_Grid_CommunityCode" ON "Grid" ("CommunityCode");

CREATE INDEX "IX_GridAssignment_CaseId" ON "GridAssignment" ("CaseId");

CREATE INDEX "IX_InformedConsent_CaseId" ON "InformedConsent" ("CaseId");

CREATE INDEX "IX_Injection_CourseId" ON "Injection" ("CourseId");

CREATE INDEX "IX_InjectionCourse_CaseId" ON "InjectionCourse" ("CaseId");

CREATE INDEX "IX_JobRun_Job_Id" ON "JobRun" ("Job", "Id");

CREATE INDEX "IX_ManagedCase_AreaCode" ON "ManagedCase" ("AreaCode");

CREATE INDEX "IX_ManagedCase_PatientId" ON "ManagedCase" ("PatientId");

CREATE UNIQUE INDEX "IX_Patient_DocumentNumber" ON "Patient" ("DocumentNumber");

CREATE INDEX "IX_Patient_Name_BornOn_Sex" ON "Patient" ("Name", "BornOn", "Sex");

CREATE INDEX "IX_QuarantinedRow_Job_CaseId" ON "QuarantinedRow" ("Job", "CaseId");

CREATE INDEX "IX_ServiceAgreement_CaseId" ON "ServiceAgreement" ("CaseId");

CREATE INDEX "IX_ServiceAgreement_EndsOn" ON "ServiceAgreement" ("EndsOn") WHERE "EndedOn" IS NULL;

CREATE INDEX "IX_ServiceAgreement_StartsOn" ON "ServiceAgreement" ("StartsOn") WHERE "EndedOn" IS NULL;

CREATE INDEX "IX_SpecialistAdvice_CaseId" ON "SpecialistAdvice" ("CaseId");

CREATE INDEX "IX_StaffMember_CareTeamId" ON "StaffMember" ("CareTeamId");

CREATE UNIQUE INDEX "IX_StaffMember_Code" ON "StaffMember" ("Code");
