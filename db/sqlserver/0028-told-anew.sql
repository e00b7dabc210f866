-- An emergency that begins anew is told of anew: a notice says which time it is.
ALTER TABLE "Notice" ADD "Round" int NOT NULL CONSTRAINT "DF_Notice_Round" DEFAULT 0;
GO

DROP INDEX "IX_Notice_EventId_Party_Channel" ON "Notice";

CREATE UNIQUE INDEX "IX_Notice_EventId_Party_Channel_Round" ON "Notice" ("EventId", "Party", "Channel", "Round");
