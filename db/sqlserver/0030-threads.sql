-- How a clue went from hand to hand, and what has ended, so that a wrong end is found and undone.
ALTER TABLE "Clue" ADD "Steps" nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;

CREATE INDEX "IX_Clue_EndedAt_Id_AreaCode_CareTeamId" ON "Clue" ("EndedAt", "Id", "AreaCode", "CareTeamId") WHERE "EndedAt" IS NOT NULL;

-- Danger that became known while a loss or a move waited, and the case that stays where a patient was there twice.
ALTER TABLE "CaseExit" ADD "DangerousOn" date NULL;
ALTER TABLE "CaseExit" ADD "DuplicateOf" binary(16) NULL;

-- The office hears too of whoever is not back.
ALTER TABLE "Outing" ADD "OfficeToldAt" datetime2 NULL;

DROP INDEX "IX_Outing_BackBy_Id" ON "Outing";
GO

CREATE INDEX "IX_Outing_BackBy_Id" ON "Outing" ("BackBy", "Id") WHERE "BackAt" IS NULL;
