-- The day of a question, in the service's zone: by it the question's own task is known, where two hospitals were asked.
ALTER TABLE "CaseGrant" ADD "AskedOn" date NULL;
GO

UPDATE "CaseGrant" SET "AskedOn" = CAST(DATEADD(hour, 8, "FromAt") AS date) WHERE "Reason" = 3 AND "InstitutionId" IS NOT NULL;
