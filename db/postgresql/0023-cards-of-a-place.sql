-- A card for the national platform carries the place and the team of its case while somebody has still something to do with it: a list of cards asks no case.
-- It keeps what it said when it left, when somebody was told that no answer came, and why somebody decided that it does not go.
ALTER TABLE "NationalCard" ADD COLUMN "AreaCode" character varying(20) COLLATE "C";
ALTER TABLE "NationalCard" ADD COLUMN "CareTeamId" bytea;
ALTER TABLE "NationalCard" ADD COLUMN "ToldAt" timestamp with time zone;
ALTER TABLE "NationalCard" ADD COLUMN "SentSheet" text COLLATE "C";
ALTER TABLE "NationalCard" ADD COLUMN "DropReason" integer;
ALTER TABLE "NationalCard" ADD COLUMN "DroppedBy" bytea;
ALTER TABLE "NationalCard" ADD COLUMN "DroppedAt" timestamp with time zone;

UPDATE "NationalCard" SET
    "AreaCode" = (SELECT managed."AreaCode" FROM "ManagedCase" AS managed WHERE managed."Id" = "NationalCard"."CaseId"),
    "CareTeamId" = (SELECT managed."CareTeamId" FROM "ManagedCase" AS managed WHERE managed."Id" = "NationalCard"."CaseId");

ALTER TABLE "NationalCard" ALTER COLUMN "AreaCode" SET NOT NULL;

CREATE INDEX "IX_NationalCard_CareTeamId_State_Id" ON "NationalCard" ("CareTeamId", "State", "Id") WHERE "State" <= 5;

CREATE INDEX "IX_NationalCard_Id_AreaCode_CareTeamId_State_Kind_CaseId" ON "NationalCard" ("Id", "AreaCode", "CareTeamId", "State", "Kind", "CaseId") WHERE "State" <= 5;

CREATE INDEX "IX_NationalCard_SentAt_Id" ON "NationalCard" ("SentAt", "Id") WHERE "State" = 4 AND "ToldAt" IS NULL;
