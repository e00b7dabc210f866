-- A card for the national platform carries the place and the team of its case while somebody has still something to do with it: a list of cards asks no case.
-- It keeps what it said when it left, when somebody was told that no answer came, and why somebody decided that it does not go.
ALTER TABLE "NationalCard" ADD "AreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL;
ALTER TABLE "NationalCard" ADD "CareTeamId" binary(16) NULL;
ALTER TABLE "NationalCard" ADD "ToldAt" datetime2 NULL;
ALTER TABLE "NationalCard" ADD "SentSheet" nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
ALTER TABLE "NationalCard" ADD "DropReason" int NULL;
ALTER TABLE "NationalCard" ADD "DroppedBy" binary(16) NULL;
ALTER TABLE "NationalCard" ADD "DroppedAt" datetime2 NULL;
GO

UPDATE "NationalCard" SET
    "AreaCode" = (SELECT managed."AreaCode" FROM "ManagedCase" AS managed WHERE managed."Id" = "NationalCard"."CaseId"),
    "CareTeamId" = (SELECT managed."CareTeamId" FROM "ManagedCase" AS managed WHERE managed."Id" = "NationalCard"."CaseId");
GO

ALTER TABLE "NationalCard" ALTER COLUMN "AreaCode" nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL;
GO

CREATE INDEX "IX_NationalCard_CareTeamId_State_Id" ON "NationalCard" ("CareTeamId", "State", "Id") WHERE "State" <= 5;

CREATE INDEX "IX_NationalCard_Id_AreaCode_CareTeamId_State_Kind_CaseId" ON "NationalCard" ("Id", "AreaCode", "CareTeamId", "State", "Kind", "CaseId") WHERE "State" <= 5;

CREATE INDEX "IX_NationalCard_SentAt_Id" ON "NationalCard" ("SentAt", "Id") WHERE "State" = 4 AND "ToldAt" IS NULL;
