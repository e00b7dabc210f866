-- The life of an alert: for how long whoever has it keeps the ladder still, when a closed one returns, and who did what about it.
ALTER TABLE "Alert" ADD COLUMN "Dismissal" INTEGER NULL;
ALTER TABLE "Alert" ADD COLUMN "HeldUntil" TEXT NULL;
ALTER TABLE "Alert" ADD COLUMN "ReturnsOn" TEXT NULL;

ALTER TABLE "CareTask" ADD COLUMN "HeldFrom" TEXT NULL;
ALTER TABLE "CareTask" ADD COLUMN "HeldUntil" TEXT NULL;

CREATE TABLE "AlertAct" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_AlertAct" PRIMARY KEY AUTOINCREMENT,
    "AlertId" INTEGER NOT NULL,
    "At" TEXT NOT NULL,
    "Kind" INTEGER NOT NULL,
    "By" BLOB NULL,
    "To" BLOB NULL,
    "Code" INTEGER NULL,
    "Note" TEXT NULL,
    CONSTRAINT "FK_AlertAct_Alert_AlertId" FOREIGN KEY ("AlertId") REFERENCES "Alert" ("Id") ON DELETE RESTRICT
);

CREATE INDEX "IX_Alert_ReturnsOn" ON "Alert" ("ReturnsOn") WHERE "ReturnsOn" IS NOT NULL;

CREATE INDEX "IX_Alert_Tells_CaseId" ON "Alert" ("Tells", "CaseId") WHERE "Tells" = 5 AND "State" < 4;

CREATE INDEX "IX_AlertAct_AlertId_Id" ON "AlertAct" ("AlertId", "Id");

CREATE INDEX "IX_StaffMember_InstitutionId" ON "StaffMember" ("InstitutionId") WHERE "Role" = 4 AND "ClosedOn" IS NULL;
