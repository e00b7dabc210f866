-- Long work that somebody asked for and need not wait for: how far it has come, what came of it, and the file or order that it is made from; and of a place whether it went back.
ALTER TABLE "ReassignedPlace" ADD "WentBack" bit NULL;

CREATE TABLE "Batch" (
    "Id" binary(16) NOT NULL,
    "Kind" int NOT NULL,
    "AskedBy" binary(16) NOT NULL,
    "AreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "AskedAt" datetime2 NOT NULL,
    "State" int NOT NULL,
    "Attempt" int NOT NULL,
    "LeaseUntil" datetime2 NULL,
    "StartedAt" datetime2 NULL,
    "EndedAt" datetime2 NULL,
    "Step" int NULL,
    "Done" int NOT NULL,
    "Of" int NOT NULL,
    "ReassignmentId" binary(16) NULL,
    "Added" int NULL,
    "Updated" int NULL,
    "Unchanged" int NULL,
    "RefusedLines" int NULL,
    "RefusalCode" nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    "RefusedWith" nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT "PK_Batch" PRIMARY KEY ("Id")
);

CREATE INDEX "IX_Batch_AreaCode_Id" ON "Batch" ("AreaCode", "Id");

CREATE INDEX "IX_Batch_State_Id" ON "Batch" ("State", "Id");

CREATE TABLE "BatchFile" (
    "BatchId" binary(16) NOT NULL,
    "Content" varbinary(max) NOT NULL,
    CONSTRAINT "PK_BatchFile" PRIMARY KEY ("BatchId"),
    CONSTRAINT "FK_BatchFile_Batch_BatchId" FOREIGN KEY ("BatchId") REFERENCES "Batch" ("Id") ON DELETE NO ACTION
);
