-- A patient is found by every phone that is kept for them. The numbers that are here already are sealed: the program hashes them when it opens the database.
ALTER TABLE "Patient" ADD COLUMN "GuardianSecondPhoneHash" TEXT NULL;

ALTER TABLE "SupportContact" ADD COLUMN "PhoneHash" TEXT NULL;

CREATE INDEX "IX_Patient_GuardianSecondPhoneHash" ON "Patient" ("GuardianSecondPhoneHash");

CREATE INDEX "IX_SupportContact_PhoneHash" ON "SupportContact" ("PhoneHash") WHERE "EndedOn" IS NULL;

UPDATE "KeyCheck" SET "HoldsPlain" = 1;
