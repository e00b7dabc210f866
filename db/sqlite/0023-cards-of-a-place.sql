-- A card for the national platform carries the place and the team of its case while somebody has still something to do with it: a list of cards asks no case.
-- It keeps what it said when it left, when somebody was told that no answer came, and why somebody decided that it does not go.
ALTER TABLE "NationalCard" RENAME TO "CardBefore";

CREATE TABLE "NationalCard" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_NationalCard" PRIMARY KEY,
    "CaseId" BLOB NOT NULL,
    "AreaCode" TEXT NOT NULL,
    "CareTeamId" BLOB NULL,
    "Kind" INTEGER NOT NULL,
    "SubjectId" BLOB NOT NULL,
    "ThreadId" BLOB NOT NULL,
    "HappenedOn" TEXT NOT NULL,
    "Purpose" INTEGER NOT NULL,
    "ReplacesId" BLOB NULL,
    "CreatedBy" BLOB NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "State" INTEGER NOT NULL,
    "CheckedAt" TEXT NULL,
    "Faults" TEXT NOT NULL,
    "Attempts" INTEGER NOT NULL,
    "NextAt" TEXT NULL,
    "Fault" TEXT NULL,
    "SentAt" TEXT NULL,
    "Accepted" INTEGER NULL,
    "AnswerCode" TEXT NULL,
    "AnsweredAt" TEXT NULL,
    "ToldAt" TEXT NULL,
    "SentSheet" TEXT NULL,
    "DropReason" INTEGER NULL,
    "DroppedBy" BLOB NULL,
    "DroppedAt" TEXT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "FK_NationalCard_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

INSERT INTO "NationalCard" ("Id", "CaseId", "Kind", "SubjectId", "ThreadId", "HappenedOn", "Purpose", "ReplacesId", "CreatedBy", "CreatedAt", "State", "CheckedAt", "Faults", "Attempts", "NextAt", "Fault", "SentAt", "Accepted", "AnswerCode", "AnsweredAt", "Version", "AreaCode", "CareTeamId")
SELECT card."Id", card."CaseId", card."Kind", card."SubjectId", card."ThreadId", card."HappenedOn", card."Purpose", card."ReplacesId", card."CreatedBy", card."CreatedAt", card."State", card."CheckedAt", card."Faults", card."Attempts", card."NextAt", card."Fault", card."SentAt", card."Accepted", card."AnswerCode", card."AnsweredAt", card."Version", managed."AreaCode", managed."CareTeamId" FROM "CardBefore" AS card JOIN "ManagedCase" AS managed ON managed."Id" = card."CaseId";

DROP TABLE "CardBefore";

CREATE INDEX "IX_NationalCard_CaseId_Id" ON "NationalCard" ("CaseId", "Id");

CREATE INDEX "IX_NationalCard_State_Id_CaseId_Kind" ON "NationalCard" ("State", "Id", "CaseId", "Kind");

CREATE INDEX "IX_NationalCard_CareTeamId_State_Id" ON "NationalCard" ("CareTeamId", "State", "Id") WHERE "State" <= 5;

CREATE INDEX "IX_NationalCard_Id_AreaCode_CareTeamId_State_Kind_CaseId" ON "NationalCard" ("Id", "AreaCode", "CareTeamId", "State", "Kind", "CaseId") WHERE "State" <= 5;

CREATE INDEX "IX_NationalCard_SentAt_Id" ON "NationalCard" ("SentAt", "Id") WHERE "State" = 4 AND "ToldAt" IS NULL;
