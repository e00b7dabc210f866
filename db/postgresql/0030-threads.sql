-- How a clue went from hand to hand, and what has ended, so that a wrong end is found and undone.
ALTER TABLE "Clue" ADD COLUMN "Steps" text COLLATE "C";

CREATE INDEX "IX_Clue_EndedAt_Id_AreaCode_CareTeamId" ON "Clue" ("EndedAt", "Id", "AreaCode", "CareTeamId") WHERE "EndedAt" IS NOT NULL;

-- Danger that became known while a loss or a move waited, and the case that stays where a patient was there twice.
ALTER TABLE "CaseExit" ADD COLUMN "DangerousOn" date;
ALTER TABLE "CaseExit" ADD COLUMN "DuplicateOf" bytea;

-- The office hears too of whoever is not back.
ALTER TABLE "Outing" ADD COLUMN "OfficeToldAt" timestamp with time zone;

DROP INDEX "IX_Outing_BackBy_Id";

CREATE INDEX "IX_Outing_BackBy_Id" ON "Outing" ("BackBy", "Id") WHERE "BackAt" IS NULL;
