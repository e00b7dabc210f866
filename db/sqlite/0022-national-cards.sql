-- What the national platform is to have: the report cards of a case with what came back to be put right, and the queue of the five cards.
ALTER TABLE "ManagedCase" ADD COLUMN "Reporting" TEXT NULL;

CREATE TABLE "NationalCard" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_NationalCard" PRIMARY KEY,
    "CaseId" BLOB NOT NULL,
    "Kind" INTEGER NOT NULL,
    "SubjectId" BLOB NOT NULL,
    "ThreadId" BLOB NOT NULL,
    "HappenedOn" TEXT NOT NULL,
    "Purpose" INTEGER NOT NULL,
    "ReplacesId" BLOB NULL,
    "CreatedBy" BLOB NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "State" INTEGER NOT NULL,
    "CheckedAt" TEXT NULL,
    "Faults" TEXT NOT NULL,
    "Attempts" INTEGER NOT NULL,
    "NextAt" TEXT NULL,
    "Fault" TEXT NULL,
    "SentAt" TEXT NULL,
    "Accepted" INTEGER NULL,
    "AnswerCode" TEXT NULL,
    "AnsweredAt" TEXT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "FK_NationalCard_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE INDEX "IX_NationalCard_CaseId_Id" ON "NationalCard" ("CaseId", "Id");

CREATE INDEX "IX_NationalCard_State_Id_CaseId_Kind" ON "NationalCard" ("State", "Id", "CaseId", "Kind");
