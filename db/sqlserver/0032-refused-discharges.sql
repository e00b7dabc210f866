-- A discharge that the community did not take is a task of its own, and its hospital's: what was open of it under the kind of the intake goes on as that, and its steps are told from the first one on. The alerts of the intake have no cause any more.
INSERT INTO "CareTask" ("Id", "CaseId", "PatientId", "Kind", "AreaCode", "CareTeamId", "CycleOn", "OpensOn", "DueOn", "ClosesOn", "Basis", "Class", "State", "QuietUntil", "EscalationStep", "EnteredOn")
SELECT s."Id", t."CaseId", t."PatientId", 25, t."AreaCode", t."CareTeamId", t."CycleOn", t."OpensOn", t."DueOn", t."ClosesOn", t."Basis", t."Class", 1, t."QuietUntil", 0, t."EnteredOn"
FROM "CareTask" t JOIN "Referral" r ON r."CaseId" = t."CaseId" AND r."Direction" = 2 JOIN "ReferralStep" s ON s."ReferralId" = r."Id" AND s."Move" = 3 AND s."CancelledOn" IS NULL AND s."HappenedOn" = t."CycleOn"
WHERE t."Kind" = 11 AND t."State" = 1 AND t."Basis" LIKE 'discharge-intake.refused%'
AND NOT EXISTS (SELECT 1 FROM "CareTask" o WHERE o."CaseId" = t."CaseId" AND o."Kind" = 25 AND (o."CycleOn" = t."CycleOn" OR o."State" = 1))
AND NOT EXISTS (SELECT 1 FROM "ReferralStep" b JOIN "Referral" d ON d."Id" = b."ReferralId" WHERE d."CaseId" = t."CaseId" AND d."Direction" = 2 AND b."Move" = 3 AND b."CancelledOn" IS NULL AND b."HappenedOn" = t."CycleOn" AND b."Id" < s."Id");

-- One that a person has closed stays as it was closed, and returns no more.
UPDATE "Alert" SET "State" = CASE WHEN "State" < 4 OR "ReturnsOn" <= CAST(DATEADD(hour, 8, SYSUTCDATETIME()) AS date) THEN 5 ELSE "State" END, "ClosedAt" = CASE WHEN "State" < 4 OR "ReturnsOn" <= CAST(DATEADD(hour, 8, SYSUTCDATETIME()) AS date) THEN SYSUTCDATETIME() ELSE "ClosedAt" END, "ReturnsOn" = NULL, "Version" = "Version" + 1
WHERE ("State" < 4 OR "ReturnsOn" IS NOT NULL) AND "TaskId" IN (SELECT t."Id" FROM "CareTask" t WHERE t."Kind" = 11 AND t."State" = 1 AND t."Basis" LIKE 'discharge-intake.refused%' AND EXISTS (SELECT 1 FROM "CareTask" o WHERE o."CaseId" = t."CaseId" AND o."Kind" = 25 AND o."State" = 1));

UPDATE "CareTask" SET "State" = 3, "ClosedEnteredOn" = CAST(DATEADD(hour, 8, SYSUTCDATETIME()) AS date)
WHERE "Kind" = 11 AND "State" = 1 AND "Basis" LIKE 'discharge-intake.refused%' AND EXISTS (SELECT 1 FROM "CareTask" o WHERE o."CaseId" = "CareTask"."CaseId" AND o."Kind" = 25 AND o."State" = 1);

-- The hospital is told of a late result after the team, as the second step: leader and office are the third and the fourth. A second step that is urgent, with no third on the same day and no fourth, is of the ladder before. What was raised before the task was due anew, by another day, is history and stays.
UPDATE "CareTask" SET "EscalationStep" = "EscalationStep" + 1
WHERE "Kind" = 10 AND "EscalationStep" >= 2 AND EXISTS (SELECT 1 FROM "Alert" o WHERE o."TaskId" = "CareTask"."Id" AND o."Step" = 2 AND o."Severity" = 2 AND o."Id" > (SELECT MAX(f."Id") FROM "Alert" f WHERE f."TaskId" = o."TaskId" AND f."Step" = 1) AND NOT EXISTS (SELECT 1 FROM "Alert" n WHERE n."TaskId" = o."TaskId" AND (n."Step" = 4 OR (n."Step" = 3 AND n."RaisedOn" = o."RaisedOn"))));

UPDATE "Alert" SET "Step" = "Step" + 1, "Version" = "Version" + 1
WHERE "Kind" = 10 AND ("Step" = 3 OR ("Step" = 2 AND "Severity" = 2)) AND "Id" > (SELECT MAX(f."Id") FROM "Alert" f WHERE f."TaskId" = "Alert"."TaskId" AND f."Step" = 1) AND EXISTS (SELECT 1 FROM "Alert" o WHERE o."TaskId" = "Alert"."TaskId" AND o."Step" = 2 AND o."Severity" = 2 AND o."Id" > (SELECT MAX(f."Id") FROM "Alert" f WHERE f."TaskId" = o."TaskId" AND f."Step" = 1) AND NOT EXISTS (SELECT 1 FROM "Alert" n WHERE n."TaskId" = o."TaskId" AND (n."Step" = 4 OR (n."Step" = 3 AND n."RaisedOn" = o."RaisedOn"))));

-- What stands above the new step has it as well, dated as it would have been: with the first one. Where no hospital has to do with it, the next sweep passes it to the office.
INSERT INTO "Alert" ("TaskId", "CaseId", "PatientId", "AreaCode", "CareTeamId", "Kind", "Step", "RaisedOn", "Tells", "Severity", "State", "Version")
SELECT t."Id", t."CaseId", t."PatientId", t."AreaCode", t."CareTeamId", t."Kind", 2, f."RaisedOn", 5, CASE WHEN t."Class" = 1 THEN 2 ELSE 1 END, 1, 1
FROM "CareTask" t JOIN "Alert" f ON f."TaskId" = t."Id" AND f."Step" = 1
WHERE t."Kind" = 10 AND t."State" = 1 AND t."EscalationStep" >= 3
AND NOT EXISTS (SELECT 1 FROM "Alert" n WHERE n."TaskId" = t."Id" AND ((n."Step" = 1 AND n."RaisedOn" > f."RaisedOn") OR (n."Step" = 2 AND n."RaisedOn" = f."RaisedOn")));
