-- Who is looked for is found by initials and by given name as well. Names that were registered before are read by the program after this script.
ALTER TABLE "Patient" ADD "Initials" nvarchar(50) COLLATE Latin1_General_100_BIN2 NULL;
ALTER TABLE "Patient" ADD "GivenName" nvarchar(50) COLLATE Latin1_General_100_BIN2 NULL;
GO

CREATE INDEX "IX_Patient_Name_Id" ON "Patient" ("Name", "Id");

CREATE INDEX "IX_Patient_Initials_Id" ON "Patient" ("Initials", "Id");

CREATE INDEX "IX_Patient_GivenName_Id" ON "Patient" ("GivenName", "Id");
