-- Case plans: from which day to which each held, why it ended, and every version and review of it.
CREATE TABLE "CasePlan" (
    "Id" bytea NOT NULL,
    "BeganOn" date NOT NULL,
    "EndedOn" date,
    "EndReason" integer,
    "EndNote" character varying(500) COLLATE "C",
    "EndedBy" bytea,
    "Log" text COLLATE "C" NOT NULL,
    "CaseId" bytea NOT NULL,
    CONSTRAINT "PK_CasePlan" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_CasePlan_ManagedCase_CaseId" FOREIGN KEY ("CaseId") REFERENCES "ManagedCase" ("Id") ON DELETE RESTRICT
);

CREATE UNIQUE INDEX "IX_CasePlan_CaseId" ON "CasePlan" ("CaseId") WHERE "EndedOn" IS NULL;

CREATE INDEX "IX_CasePlan_CaseId_BeganOn" ON "CasePlan" ("CaseId", "BeganOn");
