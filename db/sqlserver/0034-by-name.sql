-- Teams, groups and institutions are listed by area and by name.
DROP INDEX "IX_CareTeam_AreaCode_Id" ON "CareTeam";
GO
CREATE INDEX "IX_CareTeam_AreaCode_Name_Id" ON "CareTeam" ("AreaCode", "Name", "Id");

DROP INDEX "IX_CareGroup_AreaCode_Id" ON "CareGroup";
GO
CREATE INDEX "IX_CareGroup_AreaCode_Name_Id" ON "CareGroup" ("AreaCode", "Name", "Id");

DROP INDEX "IX_Institution_AreaCode_Id" ON "Institution";
GO
CREATE INDEX "IX_Institution_AreaCode_Name_Id" ON "Institution" ("AreaCode", "Name", "Id");
