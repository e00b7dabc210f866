-- What an administrator has set in place of a number that the reference prints: from which day, why, by whom. Rows are only added.

CREATE TABLE "SettingChange" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_SettingChange" PRIMARY KEY,
    "Key" TEXT NOT NULL,
    "Serial" INTEGER NOT NULL,
    "OldValue" TEXT NOT NULL,
    "NewValue" TEXT NOT NULL,
    "HoldsFrom" TEXT NOT NULL,
    "Reason" TEXT NOT NULL,
    "ChangedBy" BLOB NOT NULL,
    "ChangedAt" TEXT NOT NULL
);

CREATE UNIQUE INDEX "IX_SettingChange_Key_Serial" ON "SettingChange" ("Key", "Serial");

CREATE TRIGGER "TR_SettingChange_NoUpdate" BEFORE UPDATE ON "SettingChange"
BEGIN
    SELECT RAISE(ABORT, 'Changes of settings are only added.');
END;

CREATE TRIGGER "TR_SettingChange_NoDelete" BEFORE DELETE ON "SettingChange"
BEGIN
    SELECT RAISE(ABORT, 'Changes of settings are only added.');
END;
