-- Patients who cannot be reached, are lost, move, die or should not be registered: every attempt, every way out, and everybody who was told.
CREATE TABLE "ContactAttempt" (
    "Id" bytea NOT NULL,
    "On" date NOT NULL,
    "At" timestamp with time zone NOT NULL,
    "Means" integer NOT NULL,
    "Used" integer,
    "Outcome" integer NOT NULL,
    "AgreedOn" date,
    "Note" character varying(200) COLLATE "C",
    "MadeBy" bytea NOT NULL,
    "RecordedOn" date NOT NULL,
    "CaseId" bytea NOT NULL,
    CONSTRAINT "PK_ContactAttempt" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_ContactAttempt_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE INDEX "IX_ContactAttempt_CaseId" ON "ContactAttempt" ("CaseId");

CREATE TABLE "CaseExit" (
    "Id" bytea NOT NULL,
    "Kind" integer NOT NULL,
    "ProposedOn" date NOT NULL,
    "ProposedBy" bytea NOT NULL,
    "Note" character varying(200) COLLATE "C",
    "Criterion" integer,
    "ToAreaCode" character varying(20) COLLATE "C",
    "ToCareTeamId" bytea,
    "ToAddress" character varying(200) COLLATE "C",
    "DiedOn" date,
    "Cause" integer,
    "FatalIllness" integer,
    "Reason" integer,
    "IsDangerous" boolean NOT NULL,
    "DecidedOn" date,
    "DecidedBy" bytea,
    "Accepted" boolean,
    "DecisionNote" character varying(200) COLLATE "C",
    "EndedOn" date,
    "EndedBy" bytea,
    "EndNote" character varying(200) COLLATE "C",
    "CaseId" bytea NOT NULL,
    CONSTRAINT "PK_CaseExit" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_CaseExit_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE INDEX "IX_CaseExit_CaseId" ON "CaseExit" ("CaseId");
CREATE INDEX "IX_CaseExit_Kind_CaseId" ON "CaseExit" ("Kind", "CaseId") WHERE "DecidedOn" IS NULL AND "EndedOn" IS NULL;

CREATE TABLE "PartyTold" (
    "Id" bytea NOT NULL,
    "About" integer NOT NULL,
    "ExitId" bytea,
    "Party" integer NOT NULL,
    "Means" integer NOT NULL,
    "On" date NOT NULL,
    "At" timestamp with time zone NOT NULL,
    "Receiver" character varying(50) COLLATE "C",
    "RecordedBy" bytea NOT NULL,
    "RecordedOn" date NOT NULL,
    "CaseId" bytea NOT NULL,
    CONSTRAINT "PK_PartyTold" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_PartyTold_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE INDEX "IX_PartyTold_CaseId" ON "PartyTold" ("CaseId");

ALTER TABLE "ManagedCase" ADD COLUMN "OfferedAreaCode" character varying(20) COLLATE "C";
ALTER TABLE "ManagedCase" ADD COLUMN "OfferedCareTeamId" bytea;

CREATE INDEX "IX_ManagedCase_State_Id" ON "ManagedCase" ("State", "Id") WHERE "State" >= 5;
CREATE INDEX "IX_ManagedCase_OfferedAreaCode" ON "ManagedCase" ("OfferedAreaCode") WHERE "OfferedAreaCode" IS NOT NULL;
CREATE INDEX "IX_ManagedCase_OfferedCareTeamId" ON "ManagedCase" ("OfferedCareTeamId") WHERE "OfferedCareTeamId" IS NOT NULL;
