-- Patients go to other teams at once: what moved is kept so that it can go back; a team may have a bound; and who has no team stands in a queue.
ALTER TABLE "CareTeam" ADD COLUMN "CaseCap" integer;
ALTER TABLE "ManagedCase" ADD COLUMN "UnassignedOn" date;
ALTER TABLE "ManagedCase" ADD COLUMN "UnassignedReason" integer;

UPDATE "ManagedCase" SET "UnassignedOn" = "RegisteredOn", "UnassignedReason" = 1 WHERE "CareTeamId" IS NULL;

CREATE INDEX "IX_ManagedCase_UnassignedOn_Id_AreaCode" ON "ManagedCase" ("UnassignedOn", "Id", "AreaCode") WHERE "UnassignedOn" IS NOT NULL;

CREATE TABLE "Reassignment" (
    "Id" bytea NOT NULL,
    "Source" integer NOT NULL,
    "FromCareTeamId" bytea,
    "FromStaffId" bytea,
    "AreaCode" character varying(20) COLLATE "C" NOT NULL,
    "Reason" integer NOT NULL,
    "Note" character varying(200) COLLATE "C",
    "DoneBy" bytea NOT NULL,
    "DoneAt" timestamp with time zone NOT NULL,
    "DoneOn" date NOT NULL,
    "Cases" integer NOT NULL,
    "Tasks" integer NOT NULL,
    "Alerts" integer NOT NULL,
    "Agreements" integer NOT NULL,
    "Unassigned" integer NOT NULL,
    "UndoneAt" timestamp with time zone,
    "UndoneBy" bytea,
    "Restored" integer,
    "Kept" integer,
    "Version" bigint NOT NULL,
    CONSTRAINT "PK_Reassignment" PRIMARY KEY ("Id")
);

CREATE INDEX "IX_Reassignment_AreaCode_Id" ON "Reassignment" ("AreaCode", "Id");

CREATE TABLE "ReassignmentShare" (
    "ReassignmentId" bytea NOT NULL,
    "AreaCode" character varying(20) COLLATE "C" NOT NULL,
    "FromRow" integer NOT NULL,
    "UntilRow" integer NOT NULL,
    "CareTeamId" bytea,
    CONSTRAINT "PK_ReassignmentShare" PRIMARY KEY ("ReassignmentId", "AreaCode", "FromRow"),
    CONSTRAINT "FK_ReassignmentShare_Reassignment_ReassignmentId" FOREIGN KEY ("ReassignmentId") REFERENCES "Reassignment" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "ReassignedPlace" (
    "ReassignmentId" bytea NOT NULL,
    "Code" character varying(20) COLLATE "C" NOT NULL,
    "IsGrid" boolean NOT NULL,
    "FromCareTeamId" bytea,
    "ToCareTeamId" bytea,
    "FromWorkerId" bytea,
    "ToWorkerId" bytea,
    CONSTRAINT "PK_ReassignedPlace" PRIMARY KEY ("ReassignmentId", "Code"),
    CONSTRAINT "FK_ReassignedPlace_Reassignment_ReassignmentId" FOREIGN KEY ("ReassignmentId") REFERENCES "Reassignment" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "ReassignedCase" (
    "ReassignmentId" bytea NOT NULL,
    "CaseId" bytea NOT NULL,
    "FromCareTeamId" bytea,
    "ToCareTeamId" bytea,
    "FromAreaCode" character varying(20) COLLATE "C" NOT NULL,
    "ToAreaCode" character varying(20) COLLATE "C" NOT NULL,
    "WasUnassignedOn" date,
    "WasUnassignedReason" integer,
    "Fate" integer NOT NULL,
    CONSTRAINT "PK_ReassignedCase" PRIMARY KEY ("ReassignmentId", "CaseId"),
    CONSTRAINT "FK_ReassignedCase_Reassignment_ReassignmentId" FOREIGN KEY ("ReassignmentId") REFERENCES "Reassignment" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_ReassignedCase_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE INDEX "IX_ReassignedCase_CaseId" ON "ReassignedCase" ("CaseId");

CREATE TABLE "ReassignedAlert" (
    "ReassignmentId" bytea NOT NULL,
    "AlertId" bigint NOT NULL,
    "CaseId" bytea NOT NULL,
    "FromStaffId" bytea NOT NULL,
    "ToStaffId" bytea,
    "ClaimedAt" timestamp with time zone,
    "AnsweredAt" timestamp with time zone,
    "HeldUntil" date,
    "State" integer NOT NULL,
    CONSTRAINT "PK_ReassignedAlert" PRIMARY KEY ("ReassignmentId", "AlertId"),
    CONSTRAINT "FK_ReassignedAlert_Reassignment_ReassignmentId" FOREIGN KEY ("ReassignmentId") REFERENCES "Reassignment" ("Id") ON DELETE RESTRICT
);
