-- What an administrator has set in place of a number that the reference prints: from which day, why, by whom. Rows are only added.

CREATE TABLE "SettingChange" (
    "Id" binary(16) NOT NULL,
    "Key" nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "Serial" int NOT NULL,
    "OldValue" nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "NewValue" nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "HoldsFrom" date NOT NULL,
    "Reason" nvarchar(500) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "ChangedBy" binary(16) NOT NULL,
    "ChangedAt" datetime2 NOT NULL,
    CONSTRAINT "PK_SettingChange" PRIMARY KEY ("Id")
);

CREATE UNIQUE INDEX "IX_SettingChange_Key_Serial" ON "SettingChange" ("Key", "Serial");
GO

CREATE TRIGGER "TR_SettingChange" ON "SettingChange" AFTER UPDATE, DELETE AS
THROW 51000, N'Changes of settings are only added.', 1;
GO
