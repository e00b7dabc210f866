-- Which records of its own day a confirmed loss came after, so that only what was entered after it shows that the patient is found.
ALTER TABLE "CaseExit" ADD COLUMN "SeenBefore" text COLLATE "C";
