-- An emergency that begins anew is told of anew: a notice says which time it is.
ALTER TABLE "Notice" ADD "Round" int NULL;
GO

UPDATE "Notice" SET "Round" = 0;
GO

ALTER TABLE "Notice" ALTER COLUMN "Round" int NOT NULL;
GO

DROP INDEX "IX_Notice_EventId_Party_Channel" ON "Notice";

CREATE UNIQUE INDEX "IX_Notice_EventId_Party_Channel_Round" ON "Notice" ("EventId", "Party", "Channel", "Round");

-- A clue is due by a day. Of those that were there, five working days are counted as a week, and what was checked has a quarter from then; what sounds like an emergency was due on its own day.
ALTER TABLE "Clue" ADD "DueOn" date NULL;
GO

UPDATE "Clue" SET "DueOn" = CAST(CASE WHEN "Trigger" IS NOT NULL THEN DATEADD(hour, 8, "HeardAt")
    WHEN "CheckedAt" IS NOT NULL THEN DATEADD(month, 3, DATEADD(hour, 8, "CheckedAt")) ELSE DATEADD(day, 7, DATEADD(hour, 8, "HeardAt")) END AS date);
GO

ALTER TABLE "Clue" ALTER COLUMN "DueOn" date NOT NULL;
GO

DROP INDEX "IX_Clue_HeardAt_Id_AreaCode_CareTeamId" ON "Clue";

CREATE INDEX "IX_Clue_DueOn_Id_AreaCode_CareTeamId" ON "Clue" ("DueOn", "Id", "AreaCode", "CareTeamId") WHERE "EndedAt" IS NULL;

-- Whoever a clue is about may be sent for a diagnosis.
ALTER TABLE "Clue" ADD "Hospital" nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL;
ALTER TABLE "Clue" ADD "SentOn" date NULL;
ALTER TABLE "Clue" ADD "ConfirmedOn" date NULL;
