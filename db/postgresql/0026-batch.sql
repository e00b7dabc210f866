-- Long work that somebody asked for and need not wait for: how far it has come, what came of it, and the file or order that it is made from; and of a place whether it went back.
ALTER TABLE "ReassignedPlace" ADD COLUMN "WentBack" boolean;

CREATE TABLE "Batch" (
    "Id" bytea NOT NULL,
    "Kind" integer NOT NULL,
    "AskedBy" bytea NOT NULL,
    "AreaCode" character varying(20) COLLATE "C" NOT NULL,
    "AskedAt" timestamp with time zone NOT NULL,
    "State" integer NOT NULL,
    "Attempt" integer NOT NULL,
    "LeaseUntil" timestamp with time zone,
    "StartedAt" timestamp with time zone,
    "EndedAt" timestamp with time zone,
    "Step" integer,
    "Done" integer NOT NULL,
    "Of" integer NOT NULL,
    "ReassignmentId" bytea,
    "Added" integer,
    "Updated" integer,
    "Unchanged" integer,
    "RefusedLines" integer,
    "RefusalCode" character varying(100) COLLATE "C",
    "RefusedWith" character varying(400) COLLATE "C" NOT NULL,
    CONSTRAINT "PK_Batch" PRIMARY KEY ("Id")
);

CREATE INDEX "IX_Batch_AreaCode_Id" ON "Batch" ("AreaCode", "Id");

CREATE INDEX "IX_Batch_State_Id" ON "Batch" ("State", "Id");

CREATE TABLE "BatchFile" (
    "BatchId" bytea NOT NULL,
    "Content" bytea NOT NULL,
    CONSTRAINT "PK_BatchFile" PRIMARY KEY ("BatchId"),
    CONSTRAINT "FK_BatchFile_Batch_BatchId" FOREIGN KEY ("BatchId") REFERENCES "Batch" ("Id") ON DELETE RESTRICT
);
