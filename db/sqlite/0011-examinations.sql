-- The yearly physical examination: done with what was found, refused with a signature, or not possible for a reason.
CREATE TABLE "PhysicalExamination" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_PhysicalExamination" PRIMARY KEY,
    "ExaminedOn" TEXT NOT NULL,
    "Outcome" INTEGER NOT NULL,
    "ConsentBy" INTEGER NULL,
    "Findings" TEXT NULL,
    "Reason" TEXT NULL,
    "Signer" INTEGER NULL,
    "SignerName" TEXT NULL,
    "Relation" TEXT NULL,
    "WithFollowUp" INTEGER NOT NULL,
    "RecordedBy" BLOB NOT NULL,
    "RecordedOn" TEXT NOT NULL,
    "CancelledOn" TEXT NULL,
    "CancelledBy" BLOB NULL,
    "CancelReason" TEXT NULL,
    "Supersedes" BLOB NULL,
    "CaseId" BLOB NOT NULL,
    CONSTRAINT "FK_PhysicalExamination_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE INDEX "IX_PhysicalExamination_CaseId" ON "PhysicalExamination" ("CaseId");
