-- The yearly physical examination: done with what was found, refused with a signature, or not possible for a reason.
CREATE TABLE "PhysicalExamination" (
    "Id" binary(16) NOT NULL,
    "ExaminedOn" date NOT NULL,
    "Outcome" int NOT NULL,
    "ConsentBy" int NULL,
    "Findings" nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
    "Reason" nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
    "Signer" int NULL,
    "SignerName" nvarchar(50) COLLATE Latin1_General_100_BIN2 NULL,
    "Relation" nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
    "WithFollowUp" bit NOT NULL,
    "RecordedBy" binary(16) NOT NULL,
    "RecordedOn" date NOT NULL,
    "CancelledOn" date NULL,
    "CancelledBy" binary(16) NULL,
    "CancelReason" nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
    "Supersedes" binary(16) NULL,
    "CaseId" binary(16) NOT NULL,
    CONSTRAINT "PK_PhysicalExamination" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_PhysicalExamination_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE NO ACTION
);

CREATE INDEX "IX_PhysicalExamination_CaseId" ON "PhysicalExamination" ("CaseId");
