-- An acute reaction to an injection begins an emergency, and a question to a hospital is due by a day.
ALTER TABLE "Injection" ADD "AcuteReaction" bit NULL;
ALTER TABLE "Injection" ADD "ReactionNote" nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL;

ALTER TABLE "ManagedCase" ADD "Questions" nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
GO

-- What was opened before tasks carried a class climbs by the class of the last visit, as what is opened now does: visits, injections, stays in hospital, guidance, referrals, moves and advice.
UPDATE "CareTask" SET "Class" = (SELECT "ManagedCase"."Class" FROM "ManagedCase" WHERE "ManagedCase"."Id" = "CareTask"."CaseId")
WHERE "State" = 1 AND "Class" IS NULL AND "Kind" IN (1, 2, 3, 4, 5, 7, 9, 10, 11, 15, 18);

-- An emergency that was recorded and not ended before its end was a task of its own has one, by the day of its record.
INSERT INTO "CareTask" ("Id", "CaseId", "PatientId", "Kind", "AreaCode", "CareTeamId", "CycleOn", "OpensOn", "DueOn", "ClosesOn", "Basis", "State", "EscalationStep", "EnteredOn")
SELECT c."Id", m."Id", m."PatientId", 22, m."AreaCode", m."CareTeamId", c."StartedOn", c."StartedOn", c."StartedOn", CASE WHEN c."RecordClosesOn" < c."StartedOn" THEN c."StartedOn" ELSE c."RecordClosesOn" END, 'crisis-handling.to-end', 1, 0, CAST(DATEADD(hour, 8, SYSUTCDATETIME()) AS date)
FROM "CrisisResponse" c JOIN "ManagedCase" m ON m."Id" = c."CaseId"
WHERE c."State" = 1 AND c."RecordedOn" IS NOT NULL AND m."State" <> 8
AND NOT EXISTS (SELECT 1 FROM "CareTask" t WHERE t."CaseId" = m."Id" AND t."Kind" = 22 AND t."CycleOn" = c."StartedOn");

-- Assignments to a care group are listed by their end.
CREATE INDEX "IX_CaseGrant_UntilAt_Id" ON "CaseGrant" ("UntilAt", "Id") WHERE "Kind" = 1 AND "EndedAt" IS NULL;
