-- Emergencies of patients: when the handling began, by when its record is due, and everything that was said and done.
CREATE TABLE "CrisisResponse" (
    "Id" bytea NOT NULL,
    "State" integer NOT NULL,
    "StartedAt" timestamp with time zone NOT NULL,
    "StartedOn" date NOT NULL,
    "RecordDueAt" timestamp with time zone NOT NULL,
    "RecordClosesOn" date NOT NULL,
    "RecordedOn" date,
    "ClosedOn" date,
    "ClosedBy" bytea,
    "ClosingNote" character varying(500) COLLATE "C",
    "Log" text COLLATE "C" NOT NULL,
    "CaseId" bytea NOT NULL,
    CONSTRAINT "PK_CrisisResponse" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_CrisisResponse_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE UNIQUE INDEX "IX_CrisisResponse_CaseId_StartedOn" ON "CrisisResponse" ("CaseId", "StartedOn");

CREATE INDEX "IX_CrisisResponse_StartedAt_Id" ON "CrisisResponse" ("StartedAt", "Id") WHERE "State" <= 2;

-- What was heard of somebody, with an owner and an end.
CREATE TABLE "Clue" (
    "Id" bytea NOT NULL,
    "Source" integer NOT NULL,
    "State" integer NOT NULL,
    "HeardAt" timestamp with time zone NOT NULL,
    "AreaCode" character varying(20) COLLATE "C" NOT NULL,
    "CareTeamId" bytea,
    "Place" character varying(100) COLLATE "C",
    "Said" character varying(500) COLLATE "C",
    "Trigger" integer,
    "Sign" integer,
    "CaseId" bytea,
    "ReportedBy" bytea NOT NULL,
    "ReportedAt" timestamp with time zone NOT NULL,
    "CheckedAt" timestamp with time zone,
    "CheckedBy" bytea,
    "Found" character varying(500) COLLATE "C",
    "EndedAt" timestamp with time zone,
    "EndedBy" bytea,
    "Dismissal" integer,
    "EndNote" character varying(500) COLLATE "C",
    "Version" bigint NOT NULL,
    CONSTRAINT "PK_Clue" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_Clue_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE INDEX "IX_Clue_CaseId" ON "Clue" ("CaseId") WHERE "CaseId" IS NOT NULL;

CREATE INDEX "IX_Clue_HeardAt_Id_AreaCode_CareTeamId" ON "Clue" ("HeardAt", "Id", "AreaCode", "CareTeamId") WHERE "State" <= 2;
