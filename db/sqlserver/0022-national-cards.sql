-- What the national platform is to have: the report cards of a case with what came back to be put right, and the queue of the five cards.
ALTER TABLE "ManagedCase" ADD "Reporting" nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;

CREATE TABLE "NationalCard" (
    "Id" binary(16) NOT NULL,
    "CaseId" binary(16) NOT NULL,
    "Kind" int NOT NULL,
    "SubjectId" binary(16) NOT NULL,
    "ThreadId" binary(16) NOT NULL,
    "HappenedOn" date NOT NULL,
    "Purpose" int NOT NULL,
    "ReplacesId" binary(16) NULL,
    "CreatedBy" binary(16) NOT NULL,
    "CreatedAt" datetime2 NOT NULL,
    "State" int NOT NULL,
    "CheckedAt" datetime2 NULL,
    "Faults" nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "Attempts" int NOT NULL,
    "NextAt" datetime2 NULL,
    "Fault" nvarchar(50) COLLATE Latin1_General_100_BIN2 NULL,
    "SentAt" datetime2 NULL,
    "Accepted" bit NULL,
    "AnswerCode" nvarchar(50) COLLATE Latin1_General_100_BIN2 NULL,
    "AnsweredAt" datetime2 NULL,
    "RowVersion" rowversion NOT NULL,
    "Version" bigint NOT NULL,
    CONSTRAINT "PK_NationalCard" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_NationalCard_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE NO ACTION
);
GO

CREATE INDEX "IX_NationalCard_CaseId_Id" ON "NationalCard" ("CaseId", "Id");

CREATE INDEX "IX_NationalCard_State_Id_CaseId_Kind" ON "NationalCard" ("State", "Id", "CaseId", "Kind");
