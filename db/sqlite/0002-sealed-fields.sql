-- ID numbers and phones are kept sealed, in the columns that held them: found by a keyed hash beside them. Rows written before are sealed by the program after this script.
-- KeyCheck tells whether the keys at hand belong to this database, and whether such rows may still be plain.

DROP INDEX "IX_Patient_DocumentNumber";

ALTER TABLE "Patient" ADD COLUMN "DocumentHash" TEXT NULL;
ALTER TABLE "Patient" ADD COLUMN "PhoneHash" TEXT NULL;
ALTER TABLE "Patient" ADD COLUMN "GuardianPhoneHash" TEXT NULL;

CREATE UNIQUE INDEX "IX_Patient_DocumentHash" ON "Patient" ("DocumentHash");

CREATE INDEX "IX_Patient_GuardianPhoneHash" ON "Patient" ("GuardianPhoneHash");

CREATE INDEX "IX_Patient_PhoneHash" ON "Patient" ("PhoneHash");

CREATE TABLE "KeyCheck" (
    "Version" INTEGER NOT NULL CONSTRAINT "PK_KeyCheck" PRIMARY KEY,
    "Check" TEXT NOT NULL,
    "IsDemo" INTEGER NOT NULL,
    "HoldsPlain" INTEGER NOT NULL
);
