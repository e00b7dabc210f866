-- What a psychiatrist says comes back as work: when a question was answered, when a team was asked to follow an advice and when it did, and the talks in which a doctor was guided from afar.
ALTER TABLE "CaseGrant" ADD "AnsweredAt" datetime2 NULL;

ALTER TABLE "SpecialistAdvice" ADD "AskedOn" date NULL;
ALTER TABLE "SpecialistAdvice" ADD "DoneOn" date NULL;
ALTER TABLE "SpecialistAdvice" ADD "DoneBy" binary(16) NULL;
ALTER TABLE "SpecialistAdvice" ADD "DoneNote" nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL;

CREATE TABLE "GuidanceSession" (
    "Id" binary(16) NOT NULL,
    "On" date NOT NULL,
    "At" datetime2 NOT NULL,
    "Means" int NOT NULL,
    "Guide" binary(16) NOT NULL,
    "Guided" binary(16) NOT NULL,
    "Note" nvarchar(2000) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "RecordedBy" binary(16) NOT NULL,
    "RecordedOn" date NOT NULL,
    "CaseId" binary(16) NOT NULL,
    CONSTRAINT "PK_GuidanceSession" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_GuidanceSession_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE NO ACTION
);

CREATE INDEX "IX_GuidanceSession_CaseId" ON "GuidanceSession" ("CaseId");
