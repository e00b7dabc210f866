-- What the national platform is to have: the report cards of a case with what came back to be put right, and the queue of the five cards.
ALTER TABLE "ManagedCase" ADD COLUMN "Reporting" text COLLATE "C";

CREATE TABLE "NationalCard" (
    "Id" bytea NOT NULL,
    "CaseId" bytea NOT NULL,
    "Kind" integer NOT NULL,
    "SubjectId" bytea NOT NULL,
    "ThreadId" bytea NOT NULL,
    "HappenedOn" date NOT NULL,
    "Purpose" integer NOT NULL,
    "ReplacesId" bytea,
    "CreatedBy" bytea NOT NULL,
    "CreatedAt" timestamp with time zone NOT NULL,
    "State" integer NOT NULL,
    "CheckedAt" timestamp with time zone,
    "Faults" text COLLATE "C" NOT NULL,
    "Attempts" integer NOT NULL,
    "NextAt" timestamp with time zone,
    "Fault" character varying(50) COLLATE "C",
    "SentAt" timestamp with time zone,
    "Accepted" boolean,
    "AnswerCode" character varying(50) COLLATE "C",
    "AnsweredAt" timestamp with time zone,
    "Version" bigint NOT NULL,
    CONSTRAINT "PK_NationalCard" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_NationalCard_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE INDEX "IX_NationalCard_CaseId_Id" ON "NationalCard" ("CaseId", "Id");

CREATE INDEX "IX_NationalCard_State_Id_CaseId_Kind" ON "NationalCard" ("State", "Id", "CaseId", "Kind");
