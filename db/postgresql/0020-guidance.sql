-- What a psychiatrist says comes back as work: when a question was answered, when a team was asked to follow an advice and when it did, and the talks in which a doctor was guided from afar.
ALTER TABLE "CaseGrant" ADD COLUMN "AnsweredAt" timestamp with time zone;

ALTER TABLE "SpecialistAdvice" ADD COLUMN "AskedOn" date;
ALTER TABLE "SpecialistAdvice" ADD COLUMN "DoneOn" date;
ALTER TABLE "SpecialistAdvice" ADD COLUMN "DoneBy" bytea;
ALTER TABLE "SpecialistAdvice" ADD COLUMN "DoneNote" character varying(500) COLLATE "C";

CREATE TABLE "GuidanceSession" (
    "Id" bytea NOT NULL,
    "On" date NOT NULL,
    "At" timestamp with time zone NOT NULL,
    "Means" integer NOT NULL,
    "Guide" bytea NOT NULL,
    "Guided" bytea NOT NULL,
    "Note" character varying(2000) COLLATE "C" NOT NULL,
    "RecordedBy" bytea NOT NULL,
    "RecordedOn" date NOT NULL,
    "CaseId" bytea NOT NULL,
    CONSTRAINT "PK_GuidanceSession" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_GuidanceSession_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE INDEX "IX_GuidanceSession_CaseId" ON "GuidanceSession" ("CaseId");
