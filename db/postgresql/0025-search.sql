-- Who is looked for is found by initials and by given name as well. Names that were registered before are read by the program after this script.
ALTER TABLE "Patient" ADD COLUMN "Initials" character varying(50) COLLATE "C";
ALTER TABLE "Patient" ADD COLUMN "GivenName" character varying(50) COLLATE "C";

CREATE INDEX "IX_Patient_Name_Id" ON "Patient" ("Name", "Id");

CREATE INDEX "IX_Patient_Initials_Id" ON "Patient" ("Initials", "Id");

CREATE INDEX "IX_Patient_GivenName_Id" ON "Patient" ("GivenName", "Id");
