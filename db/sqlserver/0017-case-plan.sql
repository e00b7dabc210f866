-- Case plans: from which day to which each held, why it ended, and every version and review of it.
CREATE TABLE "CasePlan" (
    "Id" binary(16) NOT NULL,
    "BeganOn" date NOT NULL,
    "EndedOn" date NULL,
    "EndReason" int NULL,
    "EndNote" nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL,
    "EndedBy" binary(16) NULL,
    "Log" nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "CaseId" binary(16) NOT NULL,
    CONSTRAINT "PK_CasePlan" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_CasePlan_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE NO ACTION
);

CREATE UNIQUE INDEX "IX_CasePlan_CaseId" ON "CasePlan" ("CaseId") WHERE "EndedOn" IS NULL;

CREATE INDEX "IX_CasePlan_CaseId_BeganOn" ON "CasePlan" ("CaseId", "BeganOn");
