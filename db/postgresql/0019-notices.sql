-- The outbox: who is told of what, by which way, whether it arrived and who has acknowledged it; and where notices go.
-- Everybody who is told is named by one list from here on: what was written of exits takes its numbers.
UPDATE "PartyTold" SET
    "Party" = CASE "Party" WHEN 2 THEN 10 WHEN 3 THEN 13 WHEN 4 THEN 11 WHEN 5 THEN 12 WHEN 6 THEN 4 WHEN 7 THEN 14 ELSE "Party" END,
    "Means" = CASE "Means" WHEN 2 THEN 3 WHEN 3 THEN 2 ELSE "Means" END;

CREATE TABLE "Notice" (
    "Id" bytea NOT NULL,
    "Event" integer NOT NULL,
    "EventId" bytea NOT NULL,
    "Party" integer NOT NULL,
    "Channel" integer NOT NULL,
    "CaseId" bytea NULL,
    "AreaCode" character varying(20) COLLATE "C" NOT NULL,
    "CreatedBy" bytea NOT NULL,
    "CreatedAt" timestamp with time zone NOT NULL,
    "State" integer NOT NULL,
    "Attempts" integer NOT NULL,
    "NextAt" timestamp with time zone,
    "SentAt" timestamp with time zone,
    "Fault" character varying(50) COLLATE "C",
    "AcknowledgedAt" timestamp with time zone,
    "AcknowledgedBy" bytea,
    "Version" bigint NOT NULL,
    CONSTRAINT "PK_Notice" PRIMARY KEY ("Id")
);

CREATE TABLE "NoticeRoute" (
    "Id" bytea NOT NULL,
    "AreaCode" character varying(20) COLLATE "C" NOT NULL,
    "Party" integer NOT NULL,
    "Channel" integer NOT NULL,
    "Address" character varying(250) COLLATE "C" NOT NULL,
    "Secret" character varying(250) COLLATE "C",
    "SetBy" bytea NOT NULL,
    "SetAt" timestamp with time zone NOT NULL,
    "EndedAt" timestamp with time zone,
    "EndedBy" bytea,
    "Version" bigint NOT NULL,
    CONSTRAINT "PK_NoticeRoute" PRIMARY KEY ("Id")
);

CREATE UNIQUE INDEX "IX_Notice_EventId_Party_Channel" ON "Notice" ("EventId", "Party", "Channel");

CREATE INDEX "IX_Notice_Waiting" ON "Notice" ("Id") WHERE "State" = 1;

CREATE INDEX "IX_Notice_AreaCode_Id" ON "Notice" ("AreaCode", "Id") WHERE "State" = 3;

CREATE INDEX "IX_Notice_CaseId_Id" ON "Notice" ("CaseId", "Id");

CREATE INDEX "IX_Notice_CreatedAt_Id_Party_CaseId" ON "Notice" ("CreatedAt", "Id", "Party", "CaseId") WHERE "AcknowledgedAt" IS NULL AND "Channel" = 1;

CREATE UNIQUE INDEX "IX_NoticeRoute_Party_Channel_AreaCode" ON "NoticeRoute" ("Party", "Channel", "AreaCode") WHERE "EndedAt" IS NULL;

CREATE INDEX "IX_NoticeRoute_AreaCode_Id" ON "NoticeRoute" ("AreaCode", "Id");
