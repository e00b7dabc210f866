-- The house as it stands after change 0006: this engine came to it then, so the numbers between are empty for it.
-- Ids are sixteen bytes, big-endian, so that they sort by time; texts compare byte by byte; instants are UTC; enums are the numbers in the Domain.

CREATE TABLE "Account" (
    "Id" binary(16) NOT NULL,
    "MustChangePassword" bit NOT NULL,
    "LastCodeStep" bigint NOT NULL,
    "ClosedAt" datetime2 NULL,
    "UserName" nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "NormalizedUserName" nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "PasswordHash" nvarchar(500) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "SecurityStamp" nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "ConcurrencyStamp" nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "TwoFactorEnabled" bit NOT NULL,
    "LockoutEnd" datetime2 NULL,
    "AccessFailedCount" int NOT NULL,
    CONSTRAINT "PK_Account" PRIMARY KEY ("Id")
);

CREATE TABLE "AuditEntry" (
    "Id" bigint NOT NULL,
    "At" datetime2 NOT NULL,
    "Actor" binary(16) NOT NULL,
    "SessionId" binary(16) NULL,
    "Kind" int NOT NULL,
    "Request" nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "CaseId" binary(16) NULL,
    "Subject" nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    "Reason" nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL,
    "Detail" nvarchar(1000) COLLATE Latin1_General_100_BIN2 NULL,
    "KeyVersion" int NOT NULL,
    "Mac" varbinary(32) NOT NULL,
    CONSTRAINT "PK_AuditEntry" PRIMARY KEY ("Id")
);

CREATE TABLE "AuditHead" (
    "Id" int NOT NULL,
    "FirstId" bigint NOT NULL,
    "LastId" bigint NOT NULL,
    "LastMac" varbinary(32) NOT NULL,
    "KeyVersion" int NOT NULL,
    "Mac" varbinary(32) NOT NULL,
    CONSTRAINT "PK_AuditHead" PRIMARY KEY ("Id")
);

CREATE TABLE "CareGroup" (
    "Id" binary(16) NOT NULL,
    "Name" nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "AreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "ClosedOn" date NULL,
    "RowVersion" rowversion NOT NULL,
    "Version" bigint NOT NULL DEFAULT CAST(1 AS bigint),
    CONSTRAINT "PK_CareGroup" PRIMARY KEY ("Id")
);

CREATE TABLE "CareGroupMembership" (
    "Id" binary(16) NOT NULL,
    "CareGroupId" binary(16) NOT NULL,
    "StaffId" binary(16) NOT NULL,
    "Kind" int NOT NULL,
    "FromOn" date NOT NULL,
    "UntilOn" date NULL,
    CONSTRAINT "PK_CareGroupMembership" PRIMARY KEY ("Id")
);

CREATE TABLE "CareTeam" (
    "Id" binary(16) NOT NULL,
    "Name" nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "AreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "InstitutionId" binary(16) NOT NULL,
    "ClosedOn" date NULL,
    "RowVersion" rowversion NOT NULL,
    "Version" bigint NOT NULL DEFAULT CAST(1 AS bigint),
    CONSTRAINT "PK_CareTeam" PRIMARY KEY ("Id")
);

CREATE TABLE "CareTeamCatchment" (
    "AreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "CareTeamId" binary(16) NOT NULL,
    CONSTRAINT "PK_CareTeamCatchment" PRIMARY KEY ("AreaCode")
);

CREATE TABLE "CatchmentArea" (
    "Code" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "Name" nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "ParentCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT "PK_CatchmentArea" PRIMARY KEY ("Code")
);

CREATE TABLE "DataProtectionKey" (
    "Id" bigint NOT NULL IDENTITY,
    "Name" nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "Sealed" varbinary(max) NOT NULL,
    CONSTRAINT "PK_DataProtectionKey" PRIMARY KEY ("Id")
);

CREATE TABLE "Grid" (
    "Code" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "Name" nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "CommunityCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "AddressKeywords" nvarchar(500) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "CareTeamId" binary(16) NOT NULL,
    "CareGroupId" binary(16) NULL,
    "WorkerId" binary(16) NULL,
    "ClosedOn" date NULL,
    "RowVersion" rowversion NOT NULL,
    "Version" bigint NOT NULL DEFAULT CAST(1 AS bigint),
    CONSTRAINT "PK_Grid" PRIMARY KEY ("Code")
);

CREATE TABLE "Heartbeat" (
    "Node" nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "BeatAt" datetime2 NOT NULL,
    CONSTRAINT "PK_Heartbeat" PRIMARY KEY ("Node")
);

CREATE TABLE "Institution" (
    "Id" binary(16) NOT NULL,
    "Name" nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "Kind" int NOT NULL,
    "AreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT "PK_Institution" PRIMARY KEY ("Id")
);

CREATE TABLE "JobRun" (
    "Id" bigint NOT NULL IDENTITY,
    "Job" nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "WindowFrom" date NOT NULL,
    "WindowTo" date NOT NULL,
    "StartedAt" datetime2 NOT NULL,
    "EndedAt" datetime2 NULL,
    "State" int NOT NULL,
    "Found" int NOT NULL,
    "Done" int NOT NULL,
    "Skipped" int NOT NULL,
    "Failed" int NOT NULL,
    CONSTRAINT "PK_JobRun" PRIMARY KEY ("Id")
);

CREATE TABLE "KeyCheck" (
    "Version" int NOT NULL,
    "Check" nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "IsDemo" bit NOT NULL,
    "HoldsPlain" bit NOT NULL,
    CONSTRAINT "PK_KeyCheck" PRIMARY KEY ("Version")
);

CREATE TABLE "Patient" (
    "Id" binary(16) NOT NULL,
    "Name" nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "Sex" int NOT NULL,
    "BornOn" date NOT NULL,
    "Document" int NULL,
    "DocumentNumber" nvarchar(250) COLLATE Latin1_General_100_BIN2 NULL,
    "DocumentHash" nvarchar(60) COLLATE Latin1_General_100_BIN2 NULL,
    "AreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "Address" nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "Phone" nvarchar(250) COLLATE Latin1_General_100_BIN2 NULL,
    "PhoneHash" nvarchar(60) COLLATE Latin1_General_100_BIN2 NULL,
    "Guardian_Name" nvarchar(50) COLLATE Latin1_General_100_BIN2 NULL,
    "Guardian_Relation" nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
    "Guardian_Phone" nvarchar(250) COLLATE Latin1_General_100_BIN2 NULL,
    "Guardian_SecondPhone" nvarchar(250) COLLATE Latin1_General_100_BIN2 NULL,
    "Guardian_Address" nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
    "GuardianPhoneHash" nvarchar(60) COLLATE Latin1_General_100_BIN2 NULL,
    "RowVersion" rowversion NOT NULL,
    "Version" bigint NOT NULL,
    CONSTRAINT "PK_Patient" PRIMARY KEY ("Id")
);

CREATE TABLE "QuarantinedRow" (
    "Id" bigint NOT NULL IDENTITY,
    "Job" nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "CaseId" binary(16) NOT NULL,
    "Code" nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "At" datetime2 NOT NULL,
    "ClearedAt" datetime2 NULL,
    "ClearedBy" binary(16) NULL,
    "ClearedNote" nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT "PK_QuarantinedRow" PRIMARY KEY ("Id")
);

CREATE TABLE "StaffMember" (
    "Id" binary(16) NOT NULL,
    "Code" nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "Name" nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "Role" int NOT NULL,
    "AreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "InstitutionId" binary(16) NOT NULL,
    "CareTeamId" binary(16) NULL,
    "ClosedOn" date NULL,
    "RowVersion" rowversion NOT NULL,
    "Version" bigint NOT NULL DEFAULT CAST(1 AS bigint),
    CONSTRAINT "PK_StaffMember" PRIMARY KEY ("Id")
);

CREATE TABLE "AccountToken" (
    "UserId" binary(16) NOT NULL,
    "LoginProvider" nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "Name" nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "Value" nvarchar(1000) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT "PK_AccountToken" PRIMARY KEY ("UserId", "LoginProvider", "Name"),
    CONSTRAINT "FK_AccountToken_Account_UserId" FOREIGN KEY ("UserId") REFERENCES "Account" ("Id") ON DELETE NO ACTION
);

CREATE TABLE "Session" (
    "Id" binary(16) NOT NULL,
    "StaffId" binary(16) NOT NULL,
    "Door" int NOT NULL,
    "StartedAt" datetime2 NOT NULL,
    "LastSeenAt" datetime2 NOT NULL,
    "EndsAt" datetime2 NOT NULL,
    "EndedAt" datetime2 NULL,
    "EndedBy" int NULL,
    "UserAgent" nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
    "Address" nvarchar(50) COLLATE Latin1_General_100_BIN2 NULL,
    "RefreshSerial" int NOT NULL,
    CONSTRAINT "PK_Session" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_Session_Account_StaffId" FOREIGN KEY ("StaffId") REFERENCES "Account" ("Id") ON DELETE NO ACTION
);

CREATE TABLE "ManagedCase" (
    "Id" binary(16) NOT NULL,
    "PatientId" binary(16) NOT NULL,
    "AreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "CareTeamId" binary(16) NULL,
    "RegisteredOn" date NOT NULL,
    "Diagnosis_Disorder" int NOT NULL,
    "Diagnosis_Icd10" nvarchar(10) COLLATE Latin1_General_100_BIN2 NULL,
    "Diagnosis_Hospital" nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "Diagnosis_ConfirmedOn" date NOT NULL,
    "Supplementary" nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "State" int NOT NULL,
    "Class" int NULL,
    "Risk" int NULL,
    "LastSeenOn" date NULL,
    "DiedOn" date NULL,
    "RowVersion" rowversion NOT NULL,
    "Version" bigint NOT NULL,
    CONSTRAINT "PK_ManagedCase" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_ManagedCase_Patient_PatientId" FOREIGN KEY ("PatientId") REFERENCES "Patient" ("Id") ON DELETE NO ACTION
);

CREATE TABLE "CareTask" (
    "Id" binary(16) NOT NULL,
    "CaseId" binary(16) NOT NULL,
    "PatientId" binary(16) NOT NULL,
    "Kind" int NOT NULL,
    "AreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "CareTeamId" binary(16) NULL,
    "CycleOn" date NOT NULL,
    "OpensOn" date NOT NULL,
    "DueOn" date NOT NULL,
    "ClosesOn" date NOT NULL,
    "Basis" nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "Class" int NULL,
    "State" int NOT NULL,
    "SettledOn" date NULL,
    "SettledBy" binary(16) NULL,
    "QuietUntil" date NULL,
    "EscalationStep" int NOT NULL,
    "EnteredOn" date NOT NULL,
    "ClosedEnteredOn" date NULL,
    CONSTRAINT "PK_CareTask" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_CareTask_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE NO ACTION
);

CREATE TABLE "CaseGrant" (
    "Id" binary(16) NOT NULL,
    "CaseId" binary(16) NOT NULL,
    "PatientId" binary(16) NOT NULL,
    "AreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "CareTeamId" binary(16) NULL,
    "Kind" int NOT NULL,
    "CareGroupId" binary(16) NULL,
    "InstitutionId" binary(16) NULL,
    "StaffId" binary(16) NULL,
    "FromAt" datetime2 NOT NULL,
    "UntilAt" datetime2 NULL,
    "Reason" int NOT NULL,
    "Note" nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL,
    "GrantedBy" binary(16) NOT NULL,
    "EndedAt" datetime2 NULL,
    "EndedBy" binary(16) NULL,
    "ReviewedAt" datetime2 NULL,
    "ReviewedBy" binary(16) NULL,
    "Verdict" int NULL,
    "VerdictNote" nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL,
    "RowVersion" rowversion NOT NULL,
    "Version" bigint NOT NULL,
    CONSTRAINT "PK_CaseGrant" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_CaseGrant_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE NO ACTION
);

CREATE TABLE "FollowUp" (
    "Id" binary(16) NOT NULL,
    "SeenOn" date NOT NULL,
    "Outcome" int NOT NULL,
    "Findings" nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "Mode" int NULL,
    "Risk" int NULL,
    "SymptomState" int NULL,
    "Insight" int NULL,
    "Hospital" int NULL,
    "Adherence" int NULL,
    "Class" int NULL,
    "ProposedClass" int NULL,
    "ProposalReasons" nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "OverrideReason" nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL,
    "NextVisitOn" date NULL,
    "Edition" nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "RecordedBy" binary(16) NOT NULL,
    "RecordedOn" date NOT NULL,
    "CancelledOn" date NULL,
    "CancelledBy" binary(16) NULL,
    "CancelReason" nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL,
    "Supersedes" binary(16) NULL,
    "CaseId" binary(16) NOT NULL,
    CONSTRAINT "PK_FollowUp" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_FollowUp_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE NO ACTION
);

CREATE TABLE "GridAssignment" (
    "Id" binary(16) NOT NULL,
    "GridCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "FromOn" date NOT NULL,
    "UntilOn" date NULL,
    "Reason" nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "ConfirmedBy" binary(16) NOT NULL,
    "CaseId" binary(16) NOT NULL,
    CONSTRAINT "PK_GridAssignment" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_GridAssignment_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE NO ACTION
);

CREATE TABLE "InformedConsent" (
    "Id" binary(16) NOT NULL,
    "Agrees" bit NOT NULL,
    "Signature_Signer" int NOT NULL,
    "Signature_SignerName" nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "Signature_Relation" nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
    "Signature_SignedOn" date NOT NULL,
    "RecordedBy" binary(16) NOT NULL,
    "RecordedOn" date NOT NULL,
    "CaseId" binary(16) NOT NULL,
    CONSTRAINT "PK_InformedConsent" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_InformedConsent_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE NO ACTION
);

CREATE TABLE "InjectionCourse" (
    "Id" binary(16) NOT NULL,
    "ProductCode" nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "StartsOn" date NOT NULL,
    "MaintenanceDose" decimal(9,3) NOT NULL,
    "OralToleratedOn" date NULL,
    "ToleranceNote" nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL,
    "Renal" int NOT NULL,
    "PrescribedBy" binary(16) NOT NULL,
    "StoppedOn" date NULL,
    "StoppedBy" binary(16) NULL,
    "StopReason" nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
    "CaseId" binary(16) NOT NULL,
    CONSTRAINT "PK_InjectionCourse" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_InjectionCourse_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE NO ACTION
);

CREATE TABLE "ServiceAgreement" (
    "Id" binary(16) NOT NULL,
    "CareTeamId" binary(16) NOT NULL,
    "Signature_Signer" int NOT NULL,
    "Signature_SignerName" nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "Signature_Relation" nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
    "Signature_SignedOn" date NOT NULL,
    "StartsOn" date NOT NULL,
    "EndsOn" date NOT NULL,
    "EndedOn" date NULL,
    "EndReason" int NULL,
    "RecordedBy" binary(16) NOT NULL,
    "CaseId" binary(16) NOT NULL,
    CONSTRAINT "PK_ServiceAgreement" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_ServiceAgreement_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE NO ACTION
);

CREATE TABLE "SpecialistAdvice" (
    "Id" binary(16) NOT NULL,
    "GivenOn" date NOT NULL,
    "Text" nvarchar(2000) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "GivenBy" binary(16) NOT NULL,
    "RecordedOn" date NOT NULL,
    "CaseId" binary(16) NOT NULL,
    CONSTRAINT "PK_SpecialistAdvice" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_SpecialistAdvice_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE NO ACTION
);

CREATE TABLE "Alert" (
    "Id" bigint NOT NULL IDENTITY,
    "TaskId" binary(16) NOT NULL,
    "CaseId" binary(16) NOT NULL,
    "PatientId" binary(16) NOT NULL,
    "AreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "CareTeamId" binary(16) NULL,
    "Kind" int NOT NULL,
    "Step" int NOT NULL,
    "RaisedOn" date NOT NULL,
    "Tells" int NOT NULL,
    "Severity" int NOT NULL,
    "State" int NOT NULL,
    "ClaimedBy" binary(16) NULL,
    "ClaimedAt" datetime2 NULL,
    "Reason" int NULL,
    "ReasonNote" nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL,
    "AnsweredAt" datetime2 NULL,
    "Result" int NULL,
    "ResultNote" nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL,
    "ClosedAt" datetime2 NULL,
    "RowVersion" rowversion NOT NULL,
    "Version" bigint NOT NULL,
    CONSTRAINT "PK_Alert" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_Alert_CareTask_TaskId" FOREIGN KEY ("TaskId") REFERENCES "CareTask" ("Id") ON DELETE NO ACTION
);

CREATE TABLE "Injection" (
    "Id" binary(16) NOT NULL,
    "CourseId" binary(16) NOT NULL,
    "GivenOn" date NOT NULL,
    "Dose" decimal(9,3) NOT NULL,
    "Site" int NOT NULL,
    "BatchNumber" nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "ExpiresOn" date NULL,
    "GivenBy" binary(16) NOT NULL,
    "ObservedUntil" time NULL,
    "ConfirmedBy" binary(16) NULL,
    "RecordedOn" date NOT NULL,
    "Supersedes" binary(16) NULL,
    "CancelledOn" date NULL,
    "CancelledBy" binary(16) NULL,
    "CancelReason" nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT "PK_Injection" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_Injection_InjectionCourse_CourseId" FOREIGN KEY ("CourseId") REFERENCES "InjectionCourse" ("Id") ON DELETE NO ACTION
);

CREATE UNIQUE INDEX "IX_Account_NormalizedUserName" ON "Account" ("NormalizedUserName");

CREATE INDEX "IX_Alert_CareTeamId_Id" ON "Alert" ("CareTeamId", "Id") WHERE "State" < 4;

CREATE INDEX "IX_Alert_CaseId_Id" ON "Alert" ("CaseId", "Id");

CREATE INDEX "IX_Alert_ClaimedBy_Id" ON "Alert" ("ClaimedBy", "Id") WHERE "ClaimedBy" IS NOT NULL AND "State" < 4;

CREATE INDEX "IX_Alert_Id_AreaCode_CareTeamId" ON "Alert" ("Id", "AreaCode", "CareTeamId") WHERE "State" < 4;

CREATE UNIQUE INDEX "IX_Alert_TaskId_Step_RaisedOn" ON "Alert" ("TaskId", "Step", "RaisedOn");

CREATE INDEX "IX_AuditEntry_Actor_Id" ON "AuditEntry" ("Actor", "Id");

CREATE INDEX "IX_AuditEntry_At" ON "AuditEntry" ("At");

CREATE INDEX "IX_AuditEntry_CaseId_Id" ON "AuditEntry" ("CaseId", "Id");

CREATE INDEX "IX_AuditEntry_Kind_Id" ON "AuditEntry" ("Kind", "Id");

CREATE INDEX "IX_AuditEntry_Request_Id" ON "AuditEntry" ("Request", "Id");

CREATE INDEX "IX_CareGroup_AreaCode_Id" ON "CareGroup" ("AreaCode", "Id");

CREATE INDEX "IX_CareGroupMembership_CareGroupId" ON "CareGroupMembership" ("CareGroupId");

CREATE INDEX "IX_CareGroupMembership_StaffId_CareGroupId" ON "CareGroupMembership" ("StaffId", "CareGroupId");

CREATE INDEX "IX_CareTask_CareTeamId_ClosesOn_Id" ON "CareTask" ("CareTeamId", "ClosesOn", "Id") WHERE "State" = 1;

CREATE UNIQUE INDEX "IX_CareTask_CaseId_Kind_CycleOn" ON "CareTask" ("CaseId", "Kind", "CycleOn");

CREATE INDEX "IX_CareTask_ClosedEnteredOn" ON "CareTask" ("ClosedEnteredOn");

CREATE INDEX "IX_CareTask_ClosesOn_Id_AreaCode_CareTeamId" ON "CareTask" ("ClosesOn", "Id", "AreaCode", "CareTeamId") WHERE "State" = 1;

CREATE INDEX "IX_CareTask_Kind_EscalationStep_ClosesOn" ON "CareTask" ("Kind", "EscalationStep", "ClosesOn") WHERE "State" = 1;

CREATE INDEX "IX_CareTeam_AreaCode_Id" ON "CareTeam" ("AreaCode", "Id");

CREATE INDEX "IX_CareTeamCatchment_CareTeamId" ON "CareTeamCatchment" ("CareTeamId");

CREATE INDEX "IX_CaseGrant_CareGroupId" ON "CaseGrant" ("CareGroupId");

CREATE INDEX "IX_CaseGrant_CaseId" ON "CaseGrant" ("CaseId");

CREATE INDEX "IX_CaseGrant_FromAt_Id_AreaCode" ON "CaseGrant" ("FromAt", "Id", "AreaCode") WHERE "Kind" = 3 AND "ReviewedAt" IS NULL;

CREATE INDEX "IX_CaseGrant_InstitutionId" ON "CaseGrant" ("InstitutionId");

CREATE INDEX "IX_CaseGrant_StaffId" ON "CaseGrant" ("StaffId");

CREATE INDEX "IX_CatchmentArea_ParentCode" ON "CatchmentArea" ("ParentCode");

CREATE INDEX "IX_FollowUp_CaseId" ON "FollowUp" ("CaseId");

CREATE INDEX "IX_Grid_CareGroupId" ON "Grid" ("CareGroupId");

CREATE INDEX "IX_Grid_CareTeamId" ON "Grid" ("CareTeamId");

CREATE INDEX "IX_Grid_CommunityCode" ON "Grid" ("CommunityCode");

CREATE INDEX "IX_Grid_WorkerId" ON "Grid" ("WorkerId");

CREATE INDEX "IX_GridAssignment_CaseId" ON "GridAssignment" ("CaseId");

CREATE INDEX "IX_InformedConsent_CaseId" ON "InformedConsent" ("CaseId");

CREATE INDEX "IX_Injection_CourseId" ON "Injection" ("CourseId");

CREATE INDEX "IX_InjectionCourse_CaseId" ON "InjectionCourse" ("CaseId");

CREATE INDEX "IX_Institution_AreaCode_Id" ON "Institution" ("AreaCode", "Id");

CREATE INDEX "IX_JobRun_Job_Id" ON "JobRun" ("Job", "Id");

CREATE INDEX "IX_ManagedCase_AreaCode" ON "ManagedCase" ("AreaCode");

CREATE INDEX "IX_ManagedCase_CareTeamId" ON "ManagedCase" ("CareTeamId");

CREATE INDEX "IX_ManagedCase_PatientId" ON "ManagedCase" ("PatientId");

CREATE UNIQUE INDEX "IX_Patient_DocumentHash" ON "Patient" ("DocumentHash") WHERE "DocumentHash" IS NOT NULL;

CREATE INDEX "IX_Patient_GuardianPhoneHash" ON "Patient" ("GuardianPhoneHash");

CREATE INDEX "IX_Patient_Name_BornOn_Sex" ON "Patient" ("Name", "BornOn", "Sex");

CREATE INDEX "IX_Patient_PhoneHash" ON "Patient" ("PhoneHash");

CREATE INDEX "IX_QuarantinedRow_Id" ON "QuarantinedRow" ("Id") WHERE "ClearedAt" IS NULL;

CREATE INDEX "IX_QuarantinedRow_Job_CaseId" ON "QuarantinedRow" ("Job", "CaseId");

CREATE INDEX "IX_ServiceAgreement_CareTeamId" ON "ServiceAgreement" ("CareTeamId") WHERE "EndedOn" IS NULL;

CREATE INDEX "IX_ServiceAgreement_CaseId" ON "ServiceAgreement" ("CaseId");

CREATE INDEX "IX_ServiceAgreement_EndsOn" ON "ServiceAgreement" ("EndsOn") WHERE "EndedOn" IS NULL;

CREATE INDEX "IX_ServiceAgreement_StartsOn" ON "ServiceAgreement" ("StartsOn") WHERE "EndedOn" IS NULL;

CREATE INDEX "IX_Session_StaffId_EndsAt" ON "Session" ("StaffId", "EndsAt");

CREATE INDEX "IX_SpecialistAdvice_CaseId" ON "SpecialistAdvice" ("CaseId");

CREATE INDEX "IX_StaffMember_AreaCode_Code" ON "StaffMember" ("AreaCode", "Code");

CREATE INDEX "IX_StaffMember_CareTeamId" ON "StaffMember" ("CareTeamId");

CREATE UNIQUE INDEX "IX_StaffMember_Code" ON "StaffMember" ("Code");

CREATE INDEX "IX_StaffMember_Name" ON "StaffMember" ("Name");

INSERT INTO "AuditHead" ("Id", "FirstId", "LastId", "LastMac", "KeyVersion", "Mac") VALUES (1, 1, 0, 0x, 0, 0x);
GO

CREATE TRIGGER "TR_AuditEntry" ON "AuditEntry" AFTER UPDATE, DELETE AS
THROW 51000, N'The audit is only added to.', 1;
GO

CREATE TRIGGER "TR_AuditHead" ON "AuditHead" AFTER DELETE AS
THROW 51000, N'The audit is only added to.', 1;
GO
