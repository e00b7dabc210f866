-- The yearly physical examination: done with what was found, refused with a signature, or not possible for a reason.
CREATE TABLE "PhysicalExamination" (
    "Id" bytea NOT NULL,
    "ExaminedOn" date NOT NULL,
    "Outcome" integer NOT NULL,
    "ConsentBy" integer,
    "Findings" text COLLATE "C",
    "Reason" character varying(200) COLLATE "C",
    "Signer" integer,
    "SignerName" character varying(50) COLLATE "C",
    "Relation" character varying(20) COLLATE "C",
    "WithFollowUp" boolean NOT NULL,
    "RecordedBy" bytea NOT NULL,
    "RecordedOn" date NOT NULL,
    "CancelledOn" date,
    "CancelledBy" bytea,
    "CancelReason" character varying(200) COLLATE "C",
    "Supersedes" bytea,
    "CaseId" bytea NOT NULL,
    CONSTRAINT "PK_PhysicalExamination" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_PhysicalExamination_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE INDEX "IX_PhysicalExamination_CaseId" ON "PhysicalExamination" ("CaseId");
