-- Case plans: from which day to which each held, why it ended, and every version and review of it.
CREATE TABLE "CasePlan" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_CasePlan" PRIMARY KEY,
    "BeganOn" TEXT NOT NULL,
    "EndedOn" TEXT NULL,
    "EndReason" INTEGER NULL,
    "EndNote" TEXT NULL,
    "EndedBy" BLOB NULL,
    "Log" TEXT NOT NULL,
    "CaseId" BLOB NOT NULL,
    CONSTRAINT "FK_CasePlan_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE UNIQUE INDEX "IX_CasePlan_CaseId" ON "CasePlan" ("CaseId") WHERE "EndedOn" IS NULL;

CREATE INDEX "IX_CasePlan_CaseId_BeganOn" ON "CasePlan" ("CaseId", "BeganOn");
