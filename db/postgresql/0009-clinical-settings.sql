-- What an administrator has set in place of a number that the reference prints: from which day, why, by whom. Rows are only added.

CREATE TABLE "SettingChange" (
    "Id" bytea NOT NULL,
    "Key" character varying(100) COLLATE "C" NOT NULL,
    "Serial" integer NOT NULL,
    "OldValue" character varying(50) COLLATE "C" NOT NULL,
    "NewValue" character varying(50) COLLATE "C" NOT NULL,
    "HoldsFrom" date NOT NULL,
    "Reason" character varying(500) COLLATE "C" NOT NULL,
    "ChangedBy" bytea NOT NULL,
    "ChangedAt" timestamp with time zone NOT NULL,
    CONSTRAINT "PK_SettingChange" PRIMARY KEY ("Id")
);

CREATE UNIQUE INDEX "IX_SettingChange_Key_Serial" ON "SettingChange" ("Key", "Serial");

CREATE FUNCTION "SettingChangesAreOnlyAdded"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Changes of settings are only added.';
END
$$;

CREATE TRIGGER "TR_SettingChange" BEFORE UPDATE OR DELETE ON "SettingChange" FOR EACH ROW EXECUTE FUNCTION "SettingChangesAreOnlyAdded"();

CREATE TRIGGER "TR_SettingChange_NoTruncate" BEFORE TRUNCATE ON "SettingChange" EXECUTE FUNCTION "SettingChangesAreOnlyAdded"();
