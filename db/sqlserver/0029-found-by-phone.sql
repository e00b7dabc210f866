-- A patient is found by every phone that is kept for them. The numbers that are here already are sealed: the program hashes them when it opens the database.
ALTER TABLE "Patient" ADD "GuardianSecondPhoneHash" nvarchar(60) COLLATE Latin1_General_100_BIN2 NULL;
ALTER TABLE "SupportContact" ADD "PhoneHash" nvarchar(60) COLLATE Latin1_General_100_BIN2 NULL;
GO

CREATE INDEX "IX_Patient_GuardianSecondPhoneHash" ON "Patient" ("GuardianSecondPhoneHash");

CREATE INDEX "IX_SupportContact_PhoneHash" ON "SupportContact" ("PhoneHash") WHERE "EndedOn" IS NULL;

UPDATE "KeyCheck" SET "HoldsPlain" = 1;
