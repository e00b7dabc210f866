-- The outbox: who is told of what, by which way, whether it arrived and who has acknowledged it; and where notices go.
-- Everybody who is told is named by one list from here on: what was written of exits takes its numbers.
UPDATE "PartyTold" SET
    "Party" = CASE "Party" WHEN 2 THEN 10 WHEN 3 THEN 13 WHEN 4 THEN 11 WHEN 5 THEN 12 WHEN 6 THEN 4 WHEN 7 THEN 14 ELSE "Party" END,
    "Means" = CASE "Means" WHEN 2 THEN 3 WHEN 3 THEN 2 ELSE "Means" END;

CREATE TABLE "Notice" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Notice" PRIMARY KEY,
    "Event" INTEGER NOT NULL,
    "EventId" BLOB NOT NULL,
    "Party" INTEGER NOT NULL,
    "Channel" INTEGER NOT NULL,
    "CaseId" BLOB NULL,
    "AreaCode" TEXT NOT NULL,
    "CreatedBy" BLOB NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "State" INTEGER NOT NULL,
    "Attempts" INTEGER NOT NULL,
    "NextAt" TEXT NULL,
    "SentAt" TEXT NULL,
    "Fault" TEXT NULL,
    "AcknowledgedAt" TEXT NULL,
    "AcknowledgedBy" BLOB NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "NoticeRoute" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_NoticeRoute" PRIMARY KEY,
    "AreaCode" TEXT NOT NULL,
    "Party" INTEGER NOT NULL,
    "Channel" INTEGER NOT NULL,
    "Address" TEXT NOT NULL,
    "Secret" TEXT NULL,
    "SetBy" BLOB NOT NULL,
    "SetAt" TEXT NOT NULL,
    "EndedAt" TEXT NULL,
    "EndedBy" BLOB NULL,
    "Version" INTEGER NOT NULL
);

CREATE UNIQUE INDEX "IX_Notice_EventId_Party_Channel" ON "Notice" ("EventId", "Party", "Channel");

CREATE INDEX "IX_Notice_Waiting" ON "Notice" ("Id") WHERE "State" = 1;

CREATE INDEX "IX_Notice_AreaCode_Id" ON "Notice" ("AreaCode", "Id") WHERE "State" = 3;

CREATE INDEX "IX_Notice_CaseId_Id" ON "Notice" ("CaseId", "Id");

CREATE INDEX "IX_Notice_CreatedAt_Id_Party_CaseId" ON "Notice" ("CreatedAt", "Id", "Party", "CaseId") WHERE "AcknowledgedAt" IS NULL AND "Channel" = 1;

CREATE UNIQUE INDEX "IX_NoticeRoute_Party_Channel_AreaCode" ON "NoticeRoute" ("Party", "Channel", "AreaCode") WHERE "EndedAt" IS NULL;

CREATE INDEX "IX_NoticeRoute_AreaCode_Id" ON "NoticeRoute" ("AreaCode", "Id");
