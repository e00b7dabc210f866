-- The life of an alert: for how long whoever has it keeps the ladder still, when a closed one returns, and who did what about it.
ALTER TABLE "Alert" ADD "Dismissal" int NULL;
ALTER TABLE "Alert" ADD "HeldUntil" date NULL;
ALTER TABLE "Alert" ADD "ReturnsOn" date NULL;

ALTER TABLE "CareTask" ADD "HeldFrom" date NULL;
ALTER TABLE "CareTask" ADD "HeldUntil" date NULL;

CREATE TABLE "AlertAct" (
    "Id" bigint NOT NULL IDENTITY,
    "AlertId" bigint NOT NULL,
    "At" datetime2 NOT NULL,
    "Kind" int NOT NULL,
    "By" binary(16) NULL,
    "To" binary(16) NULL,
    "Code" int NULL,
    "Note" nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT "PK_AlertAct" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_AlertAct_Alert_AlertId" FOREIGN KEY ("AlertId") REFERENCES "Alert" ("Id") ON DELETE NO ACTION
);
GO

CREATE INDEX "IX_Alert_ReturnsOn" ON "Alert" ("ReturnsOn") WHERE "ReturnsOn" IS NOT NULL;

CREATE INDEX "IX_Alert_Tells_CaseId" ON "Alert" ("Tells", "CaseId") WHERE "Tells" = 5 AND "State" < 4;

CREATE INDEX "IX_AlertAct_AlertId_Id" ON "AlertAct" ("AlertId", "Id");

CREATE INDEX "IX_StaffMember_InstitutionId" ON "StaffMember" ("InstitutionId") WHERE "Role" = 4 AND "ClosedOn" IS NULL;
