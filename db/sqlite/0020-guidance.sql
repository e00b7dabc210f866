-- What a psychiatrist says comes back as work: when a question was answered, when a team was asked to follow an advice and when it did, and the talks in which a doctor was guided from afar.
ALTER TABLE "CaseGrant" ADD COLUMN "AnsweredAt" TEXT NULL;

ALTER TABLE "SpecialistAdvice" ADD COLUMN "AskedOn" TEXT NULL;
ALTER TABLE "SpecialistAdvice" ADD COLUMN "DoneOn" TEXT NULL;
ALTER TABLE "SpecialistAdvice" ADD COLUMN "DoneBy" BLOB NULL;
ALTER TABLE "SpecialistAdvice" ADD COLUMN "DoneNote" TEXT NULL;

CREATE TABLE "GuidanceSession" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_GuidanceSession" PRIMARY KEY,
    "On" TEXT NOT NULL,
    "At" TEXT NOT NULL,
    "Means" INTEGER NOT NULL,
    "Guide" BLOB NOT NULL,
    "Guided" BLOB NOT NULL,
    "Note" TEXT NOT NULL,
    "RecordedBy" BLOB NOT NULL,
    "RecordedOn" TEXT NOT NULL,
    "CaseId" BLOB NOT NULL,
    CONSTRAINT "FK_GuidanceSession_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE INDEX "IX_GuidanceSession_CaseId" ON "GuidanceSession" ("CaseId");
