-- The audit becomes a chain: each entry proves itself and all before it, and nothing in it can be changed or removed by mistake.
-- Entries from before stay as they are, without a proof.

CREATE TABLE "AuditEntryChained" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_AuditEntry" PRIMARY KEY,
    "At" TEXT NOT NULL,
    "Actor" BLOB NOT NULL,
    "SessionId" BLOB NULL,
    "Kind" INTEGER NOT NULL,
    "Request" TEXT NOT NULL,
    "CaseId" BLOB NULL,
    "Subject" TEXT NULL,
    "Reason" TEXT NULL,
    "Detail" TEXT NULL,
    "KeyVersion" INTEGER NOT NULL,
    "Mac" BLOB NOT NULL
);

INSERT INTO "AuditEntryChained" ("Id", "At", "Actor", "Kind", "Request", "CaseId", "KeyVersion", "Mac")
SELECT "Id", "At", "Actor", 1, "Request", "CaseId", 0, X'' FROM "AuditEntry";

DROP TABLE "AuditEntry";

ALTER TABLE "AuditEntryChained" RENAME TO "AuditEntry";

CREATE INDEX "IX_AuditEntry_CaseId_Id" ON "AuditEntry" ("CaseId", "Id");

CREATE INDEX "IX_AuditEntry_Actor_Id" ON "AuditEntry" ("Actor", "Id");

CREATE INDEX "IX_AuditEntry_Request_Id" ON "AuditEntry" ("Request", "Id");

CREATE INDEX "IX_AuditEntry_Kind_Id" ON "AuditEntry" ("Kind", "Id");

CREATE INDEX "IX_AuditEntry_At" ON "AuditEntry" ("At");

-- One row: where the chain begins and where it ends. The program seals it right after the scripts.
CREATE TABLE "AuditHead" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_AuditHead" PRIMARY KEY,
    "FirstId" INTEGER NOT NULL,
    "LastId" INTEGER NOT NULL,
    "LastMac" BLOB NOT NULL,
    "KeyVersion" INTEGER NOT NULL,
    "Mac" BLOB NOT NULL
);

INSERT INTO "AuditHead" ("Id", "FirstId", "LastId", "LastMac", "KeyVersion", "Mac")
SELECT 1, coalesce(max("Id"), 0) + 1, coalesce(max("Id"), 0), X'', 0, X'' FROM "AuditEntry";

CREATE TRIGGER "TR_AuditEntry_NoUpdate" BEFORE UPDATE ON "AuditEntry"
BEGIN
    SELECT RAISE(ABORT, 'The audit is only added to.');
END;

CREATE TRIGGER "TR_AuditEntry_NoDelete" BEFORE DELETE ON "AuditEntry"
BEGIN
    SELECT RAISE(ABORT, 'The audit is only added to.');
END;

CREATE TRIGGER "TR_AuditHead_NoDelete" BEFORE DELETE ON "AuditHead"
BEGIN
    SELECT RAISE(ABORT, 'The audit is only added to.');
END;
