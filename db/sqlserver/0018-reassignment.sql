-- Patients go to other teams at once: what moved is kept so that it can go back; a team may have a bound; and who has no team stands in a queue.
ALTER TABLE "CareTeam" ADD "CaseCap" int NULL;
ALTER TABLE "ManagedCase" ADD "UnassignedOn" date NULL;
ALTER TABLE "ManagedCase" ADD "UnassignedReason" int NULL;
GO

UPDATE "ManagedCase" SET "UnassignedOn" = "RegisteredOn", "UnassignedReason" = 1 WHERE "CareTeamId" IS NULL;

CREATE INDEX "IX_ManagedCase_UnassignedOn_Id_AreaCode" ON "ManagedCase" ("UnassignedOn", "Id", "AreaCode") WHERE "UnassignedOn" IS NOT NULL;

CREATE TABLE "Reassignment" (
    "Id" binary(16) NOT NULL,
    "Source" int NOT NULL,
    "FromCareTeamId" binary(16) NULL,
    "FromStaffId" binary(16) NULL,
    "AreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "Reason" int NOT NULL,
    "Note" nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
    "DoneBy" binary(16) NOT NULL,
    "DoneAt" datetime2 NOT NULL,
    "DoneOn" date NOT NULL,
    "Cases" int NOT NULL,
    "Tasks" int NOT NULL,
    "Alerts" int NOT NULL,
    "Agreements" int NOT NULL,
    "Unassigned" int NOT NULL,
    "UndoneAt" datetime2 NULL,
    "UndoneBy" binary(16) NULL,
    "Restored" int NULL,
    "Kept" int NULL,
    "Version" bigint NOT NULL,
    "RowVersion" rowversion NOT NULL,
    CONSTRAINT "PK_Reassignment" PRIMARY KEY ("Id")
);

CREATE INDEX "IX_Reassignment_AreaCode_Id" ON "Reassignment" ("AreaCode", "Id");

CREATE TABLE "ReassignmentShare" (
    "ReassignmentId" binary(16) NOT NULL,
    "AreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "FromRow" int NOT NULL,
    "UntilRow" int NOT NULL,
    "CareTeamId" binary(16) NULL,
    CONSTRAINT "PK_ReassignmentShare" PRIMARY KEY ("ReassignmentId", "AreaCode", "FromRow"),
    CONSTRAINT "FK_ReassignmentShare_Reassignment_ReassignmentId" FOREIGN KEY ("ReassignmentId") REFERENCES "Reassignment" ("Id") ON DELETE NO ACTION
);

CREATE TABLE "ReassignedPlace" (
    "ReassignmentId" binary(16) NOT NULL,
    "Code" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "IsGrid" bit NOT NULL,
    "FromCareTeamId" binary(16) NULL,
    "ToCareTeamId" binary(16) NULL,
    "FromWorkerId" binary(16) NULL,
    "ToWorkerId" binary(16) NULL,
    CONSTRAINT "PK_ReassignedPlace" PRIMARY KEY ("ReassignmentId", "Code"),
    CONSTRAINT "FK_ReassignedPlace_Reassignment_ReassignmentId" FOREIGN KEY ("ReassignmentId") REFERENCES "Reassignment" ("Id") ON DELETE NO ACTION
);

CREATE TABLE "ReassignedCase" (
    "ReassignmentId" binary(16) NOT NULL,
    "CaseId" binary(16) NOT NULL,
    "FromCareTeamId" binary(16) NULL,
    "ToCareTeamId" binary(16) NULL,
    "FromAreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "ToAreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "WasUnassignedOn" date NULL,
    "WasUnassignedReason" int NULL,
    "Fate" int NOT NULL,
    CONSTRAINT "PK_ReassignedCase" PRIMARY KEY ("ReassignmentId", "CaseId"),
    CONSTRAINT "FK_ReassignedCase_Reassignment_ReassignmentId" FOREIGN KEY ("ReassignmentId") REFERENCES "Reassignment" ("Id") ON DELETE NO ACTION,
    CONSTRAINT "FK_ReassignedCase_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE NO ACTION
);

CREATE INDEX "IX_ReassignedCase_CaseId" ON "ReassignedCase" ("CaseId");

CREATE TABLE "ReassignedAlert" (
    "ReassignmentId" binary(16) NOT NULL,
    "AlertId" bigint NOT NULL,
    "CaseId" binary(16) NOT NULL,
    "FromStaffId" binary(16) NOT NULL,
    "ToStaffId" binary(16) NULL,
    "ClaimedAt" datetime2 NULL,
    "AnsweredAt" datetime2 NULL,
    "HeldUntil" date NULL,
    "State" int NOT NULL,
    CONSTRAINT "PK_ReassignedAlert" PRIMARY KEY ("ReassignmentId", "AlertId"),
    CONSTRAINT "FK_ReassignedAlert_Reassignment_ReassignmentId" FOREIGN KEY ("ReassignmentId") REFERENCES "Reassignment" ("Id") ON DELETE NO ACTION
);
