-- The day of a question, in the service's zone: by it the question's own task is known, where two hospitals were asked.
ALTER TABLE "CaseGrant" ADD COLUMN "AskedOn" date;

UPDATE "CaseGrant" SET "AskedOn" = CAST("FromAt" AT TIME ZONE 'Asia/Shanghai' AS date) WHERE "Reason" = 3 AND "InstitutionId" IS NOT NULL;
