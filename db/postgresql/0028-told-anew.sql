-- An emergency that begins anew is told of anew: a notice says which time it is.
ALTER TABLE "Notice" ADD COLUMN "Round" integer NOT NULL DEFAULT 0;

DROP INDEX "IX_Notice_EventId_Party_Channel";

CREATE UNIQUE INDEX "IX_Notice_EventId_Party_Channel_Round" ON "Notice" ("EventId", "Party", "Channel", "Round");
