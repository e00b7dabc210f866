-- A patient is found by every phone that is kept for them. The numbers that are here already are sealed: the program hashes them when it opens the database.
ALTER TABLE "Patient" ADD COLUMN "GuardianSecondPhoneHash" character varying(60) COLLATE "C";

ALTER TABLE "SupportContact" ADD COLUMN "PhoneHash" character varying(60) COLLATE "C";

CREATE INDEX "IX_Patient_GuardianSecondPhoneHash" ON "Patient" ("GuardianSecondPhoneHash");

CREATE INDEX "IX_SupportContact_PhoneHash" ON "SupportContact" ("PhoneHash") WHERE "EndedOn" IS NULL;

UPDATE "KeyCheck" SET "HoldsPlain" = TRUE;
