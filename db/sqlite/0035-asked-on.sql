-- The day of a question, in the service's zone: by it the question's own task is known, where two hospitals were asked.
ALTER TABLE "CaseGrant" ADD COLUMN "AskedOn" TEXT NULL;

UPDATE "CaseGrant" SET "AskedOn" = date("FromAt", '+8 hours') WHERE "Reason" = 3 AND "InstitutionId" IS NOT NULL;
