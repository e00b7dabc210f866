-- Long work that somebody asked for and need not wait for: how far it has come, what came of it, and the file or order that it is made from; and of a place whether it went back.
ALTER TABLE "ReassignedPlace" ADD COLUMN "WentBack" INTEGER NULL;

CREATE TABLE "Batch" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Batch" PRIMARY KEY,
    "Kind" INTEGER NOT NULL,
    "AskedBy" BLOB NOT NULL,
    "AreaCode" TEXT NOT NULL,
    "AskedAt" TEXT NOT NULL,
    "State" INTEGER NOT NULL,
    "Attempt" INTEGER NOT NULL,
    "LeaseUntil" TEXT NULL,
    "StartedAt" TEXT NULL,
    "EndedAt" TEXT NULL,
    "Step" INTEGER NULL,
    "Done" INTEGER NOT NULL,
    "Of" INTEGER NOT NULL,
    "ReassignmentId" BLOB NULL,
    "Added" INTEGER NULL,
    "Updated" INTEGER NULL,
    "Unchanged" INTEGER NULL,
    "RefusedLines" INTEGER NULL,
    "RefusalCode" TEXT NULL,
    "RefusedWith" TEXT NOT NULL
);

CREATE INDEX "IX_Batch_AreaCode_Id" ON "Batch" ("AreaCode", "Id");

CREATE INDEX "IX_Batch_State_Id" ON "Batch" ("State", "Id");

CREATE TABLE "BatchFile" (
    "BatchId" BLOB NOT NULL CONSTRAINT "PK_BatchFile" PRIMARY KEY,
    "Content" BLOB NOT NULL,
    CONSTRAINT "FK_BatchFile_Batch_BatchId" FOREIGN KEY ("BatchId") REFERENCES "Batch" ("Id") ON DELETE RESTRICT
);
