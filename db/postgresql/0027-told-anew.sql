-- An emergency that begins anew is told of anew: a notice says which time it is.
ALTER TABLE "Notice" ADD COLUMN "Round" integer;

UPDATE "Notice" SET "Round" = 0;

ALTER TABLE "Notice" ALTER COLUMN "Round" SET NOT NULL;

DROP INDEX "IX_Notice_EventId_Party_Channel";

CREATE UNIQUE INDEX "IX_Notice_EventId_Party_Channel_Round" ON "Notice" ("EventId", "Party", "Channel", "Round");

-- A clue is due by a day. Of those that were there, five working days are counted as a week, and what was checked has a quarter from then; what sounds like an emergency was due on its own day.
ALTER TABLE "Clue" ADD COLUMN "DueOn" date;

UPDATE "Clue" SET "DueOn" = CASE WHEN "Trigger" IS NOT NULL THEN CAST("HeardAt" AT TIME ZONE 'Asia/Shanghai' AS date)
    WHEN "CheckedAt" IS NOT NULL THEN CAST(CAST("CheckedAt" AT TIME ZONE 'Asia/Shanghai' AS date) + INTERVAL '3 months' AS date) ELSE CAST("HeardAt" AT TIME ZONE 'Asia/Shanghai' AS date) + 7 END;

ALTER TABLE "Clue" ALTER COLUMN "DueOn" SET NOT NULL;

DROP INDEX "IX_Clue_HeardAt_Id_AreaCode_CareTeamId";

CREATE INDEX "IX_Clue_DueOn_Id_AreaCode_CareTeamId" ON "Clue" ("DueOn", "Id", "AreaCode", "CareTeamId") WHERE "EndedAt" IS NULL;

-- Whoever a clue is about may be sent for a diagnosis.
ALTER TABLE "Clue" ADD COLUMN "Hospital" character varying(100) COLLATE "C";
ALTER TABLE "Clue" ADD COLUMN "SentOn" date;
ALTER TABLE "Clue" ADD COLUMN "ConfirmedOn" date;
