-- The outbox: who is told of what, by which way, whether it arrived and who has acknowledged it; and where notices go.
-- Everybody who is told is named by one list from here on: what was written of exits takes its numbers.
UPDATE "PartyTold" SET
    "Party" = CASE "Party" WHEN 2 THEN 10 WHEN 3 THEN 13 WHEN 4 THEN 11 WHEN 5 THEN 12 WHEN 6 THEN 4 WHEN 7 THEN 14 ELSE "Party" END,
    "Means" = CASE "Means" WHEN 2 THEN 3 WHEN 3 THEN 2 ELSE "Means" END;

CREATE TABLE "Notice" (
    "Id" binary(16) NOT NULL,
    "Event" int NOT NULL,
    "EventId" binary(16) NOT NULL,
    "Party" int NOT NULL,
    "Channel" int NOT NULL,
    "CaseId" binary(16) NULL,
    "AreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "CreatedBy" binary(16) NOT NULL,
    "CreatedAt" datetime2 NOT NULL,
    "State" int NOT NULL,
    "Attempts" int NOT NULL,
    "NextAt" datetime2 NULL,
    "SentAt" datetime2 NULL,
    "Fault" nvarchar(50) COLLATE Latin1_General_100_BIN2 NULL,
    "AcknowledgedAt" datetime2 NULL,
    "AcknowledgedBy" binary(16) NULL,
    "RowVersion" rowversion NOT NULL,
    "Version" bigint NOT NULL,
    CONSTRAINT "PK_Notice" PRIMARY KEY ("Id")
);

CREATE TABLE "NoticeRoute" (
    "Id" binary(16) NOT NULL,
    "AreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "Party" int NOT NULL,
    "Channel" int NOT NULL,
    "Address" nvarchar(250) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "Secret" nvarchar(250) COLLATE Latin1_General_100_BIN2 NULL,
    "SetBy" binary(16) NOT NULL,
    "SetAt" datetime2 NOT NULL,
    "EndedAt" datetime2 NULL,
    "EndedBy" binary(16) NULL,
    "RowVersion" rowversion NOT NULL,
    "Version" bigint NOT NULL,
    CONSTRAINT "PK_NoticeRoute" PRIMARY KEY ("Id")
);
GO

CREATE UNIQUE INDEX "IX_Notice_EventId_Party_Channel" ON "Notice" ("EventId", "Party", "Channel");

CREATE INDEX "IX_Notice_Waiting" ON "Notice" ("Id") WHERE "State" = 1;

CREATE INDEX "IX_Notice_AreaCode_Id" ON "Notice" ("AreaCode", "Id") WHERE "State" = 3;

CREATE INDEX "IX_Notice_CaseId_Id" ON "Notice" ("CaseId", "Id");

CREATE INDEX "IX_Notice_CreatedAt_Id_Party_CaseId" ON "Notice" ("CreatedAt", "Id", "Party", "CaseId") WHERE "AcknowledgedAt" IS NULL AND "Channel" = 1;

CREATE UNIQUE INDEX "IX_NoticeRoute_Party_Channel_AreaCode" ON "NoticeRoute" ("Party", "Channel", "AreaCode") WHERE "EndedAt" IS NULL;

CREATE INDEX "IX_NoticeRoute_AreaCode_Id" ON "NoticeRoute" ("AreaCode", "Id");
