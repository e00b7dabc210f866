-- An emergency that begins anew is told of anew: a notice says which time it is.
ALTER TABLE "Notice" RENAME TO "NoticeBefore";

CREATE TABLE "Notice" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Notice" PRIMARY KEY,
    "Event" INTEGER NOT NULL,
    "EventId" BLOB NOT NULL,
    "Round" INTEGER NOT NULL,
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

INSERT INTO "Notice" ("Id", "Event", "EventId", "Party", "Channel", "CaseId", "AreaCode", "CreatedBy", "CreatedAt", "State", "Attempts", "NextAt", "SentAt", "Fault", "AcknowledgedAt", "AcknowledgedBy", "Version", "Round")
SELECT "Id", "Event", "EventId", "Party", "Channel", "CaseId", "AreaCode", "CreatedBy", "CreatedAt", "State", "Attempts", "NextAt", "SentAt", "Fault", "AcknowledgedAt", "AcknowledgedBy", "Version", 0 FROM "NoticeBefore";

DROP TABLE "NoticeBefore";

CREATE UNIQUE INDEX "IX_Notice_EventId_Party_Channel_Round" ON "Notice" ("EventId", "Party", "Channel", "Round");

CREATE INDEX "IX_Notice_Waiting" ON "Notice" ("Id") WHERE "State" = 1;

CREATE INDEX "IX_Notice_AreaCode_Id" ON "Notice" ("AreaCode", "Id") WHERE "State" = 3;

CREATE INDEX "IX_Notice_CaseId_Id" ON "Notice" ("CaseId", "Id");

CREATE INDEX "IX_Notice_CreatedAt_Id_Party_CaseId" ON "Notice" ("CreatedAt", "Id", "Party", "CaseId") WHERE "AcknowledgedAt" IS NULL AND "Channel" = 1;

-- A clue is due by a day, and whoever it is about may be sent for a diagnosis. Of those that were there, five working days are counted as a week, and what was checked has a quarter from then; what sounds like an emergency was due on its own day.
ALTER TABLE "Clue" RENAME TO "ClueBefore";

CREATE TABLE "Clue" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Clue" PRIMARY KEY,
    "Source" INTEGER NOT NULL,
    "State" INTEGER NOT NULL,
    "DueOn" TEXT NOT NULL,
    "HeardAt" TEXT NOT NULL,
    "AreaCode" TEXT NOT NULL,
    "CareTeamId" BLOB NULL,
    "Place" TEXT NULL,
    "Said" TEXT NULL,
    "Trigger" INTEGER NULL,
    "Sign" INTEGER NULL,
    "CaseId" BLOB NULL,
    "ReportedBy" BLOB NOT NULL,
    "ReportedAt" TEXT NOT NULL,
    "CheckedAt" TEXT NULL,
    "CheckedBy" BLOB NULL,
    "Found" TEXT NULL,
    "Hospital" TEXT NULL,
    "SentOn" TEXT NULL,
    "ConfirmedOn" TEXT NULL,
    "EndedAt" TEXT NULL,
    "EndedBy" BLOB NULL,
    "Dismissal" INTEGER NULL,
    "EndNote" TEXT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "FK_Clue_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

INSERT INTO "Clue" ("Id", "Source", "State", "HeardAt", "AreaCode", "CareTeamId", "Place", "Said", "Trigger", "Sign", "CaseId", "ReportedBy", "ReportedAt", "CheckedAt", "CheckedBy", "Found", "EndedAt", "EndedBy", "Dismissal", "EndNote", "Version", "DueOn")
SELECT "Id", "Source", "State", "HeardAt", "AreaCode", "CareTeamId", "Place", "Said", "Trigger", "Sign", "CaseId", "ReportedBy", "ReportedAt", "CheckedAt", "CheckedBy", "Found", "EndedAt", "EndedBy", "Dismissal", "EndNote", "Version", CASE WHEN "Trigger" IS NOT NULL THEN date("HeardAt", '+8 hours') WHEN "CheckedAt" IS NOT NULL THEN date("CheckedAt", '+8 hours', '+3 months') ELSE date("HeardAt", '+8 hours', '+7 days') END FROM "ClueBefore";

DROP TABLE "ClueBefore";

CREATE INDEX "IX_Clue_CaseId" ON "Clue" ("CaseId") WHERE "CaseId" IS NOT NULL;

CREATE INDEX "IX_Clue_DueOn_Id_AreaCode_CareTeamId" ON "Clue" ("DueOn", "Id", "AreaCode", "CareTeamId") WHERE "EndedAt" IS NULL;
