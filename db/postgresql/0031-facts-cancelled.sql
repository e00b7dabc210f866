-- What a hospital asks with a patient whom it hands back, and a measure that a psychiatrist puts into a plan, reach the team as advice; what settled a duty by mistake is cancelled with a reason; and the word of a hospital in which nobody works with the system is kept with who said it.
ALTER TABLE "SpecialistAdvice" ADD COLUMN "ReferralId" bytea;
ALTER TABLE "SpecialistAdvice" ADD COLUMN "PlanId" bytea;
ALTER TABLE "SpecialistAdvice" ADD COLUMN "ByOn" date;
ALTER TABLE "SpecialistAdvice" ADD COLUMN "Undone" text COLLATE "C";
ALTER TABLE "SpecialistAdvice" ADD COLUMN "CancelledOn" date;
ALTER TABLE "SpecialistAdvice" ADD COLUMN "CancelledBy" bytea;
ALTER TABLE "SpecialistAdvice" ADD COLUMN "CancelReason" character varying(500) COLLATE "C";

ALTER TABLE "ContactAttempt" ADD COLUMN "CancelledOn" date;
ALTER TABLE "ContactAttempt" ADD COLUMN "CancelledBy" bytea;
ALTER TABLE "ContactAttempt" ADD COLUMN "CancelReason" character varying(500) COLLATE "C";

ALTER TABLE "PartyTold" ADD COLUMN "CancelledOn" date;
ALTER TABLE "PartyTold" ADD COLUMN "CancelledBy" bytea;
ALTER TABLE "PartyTold" ADD COLUMN "CancelReason" character varying(500) COLLATE "C";

ALTER TABLE "ReferralStep" ADD COLUMN "Speaker" character varying(100) COLLATE "C";
ALTER TABLE "ReferralStep" ADD COLUMN "Means" integer;

-- The clues and offers of a team that closes are kept with its reassignment, so that they go back with it.
CREATE TABLE "ReassignedThread" (
    "ReassignmentId" bytea NOT NULL,
    "Kind" integer NOT NULL,
    "OfId" bytea NOT NULL,
    "FromCareTeamId" bytea NOT NULL,
    "ToCareTeamId" bytea,
    "WentBack" boolean,
    CONSTRAINT "PK_ReassignedThread" PRIMARY KEY ("ReassignmentId", "Kind", "OfId"),
    CONSTRAINT "FK_ReassignedThread_Reassignment_ReassignmentId" FOREIGN KEY ("ReassignmentId") REFERENCES "Reassignment" ("Id") ON DELETE RESTRICT
);
