-- What a hospital asks with a patient whom it hands back, and a measure that a psychiatrist puts into a plan, reach the team as advice; what settled a duty by mistake is cancelled with a reason; and the word of a hospital in which nobody works with the system is kept with who said it.
ALTER TABLE "SpecialistAdvice" ADD COLUMN "ReferralId" BLOB NULL;
ALTER TABLE "SpecialistAdvice" ADD COLUMN "PlanId" BLOB NULL;
ALTER TABLE "SpecialistAdvice" ADD COLUMN "ByOn" TEXT NULL;
ALTER TABLE "SpecialistAdvice" ADD COLUMN "Undone" TEXT NULL;
ALTER TABLE "SpecialistAdvice" ADD COLUMN "CancelledOn" TEXT NULL;
ALTER TABLE "SpecialistAdvice" ADD COLUMN "CancelledBy" BLOB NULL;
ALTER TABLE "SpecialistAdvice" ADD COLUMN "CancelReason" TEXT NULL;

ALTER TABLE "ContactAttempt" ADD COLUMN "CancelledOn" TEXT NULL;
ALTER TABLE "ContactAttempt" ADD COLUMN "CancelledBy" BLOB NULL;
ALTER TABLE "ContactAttempt" ADD COLUMN "CancelReason" TEXT NULL;

ALTER TABLE "PartyTold" ADD COLUMN "CancelledOn" TEXT NULL;
ALTER TABLE "PartyTold" ADD COLUMN "CancelledBy" BLOB NULL;
ALTER TABLE "PartyTold" ADD COLUMN "CancelReason" TEXT NULL;

ALTER TABLE "ReferralStep" ADD COLUMN "Speaker" TEXT NULL;
ALTER TABLE "ReferralStep" ADD COLUMN "Means" INTEGER NULL;

-- The clues and offers of a team that closes are kept with its reassignment, so that they go back with it.
CREATE TABLE "ReassignedThread" (
    "ReassignmentId" BLOB NOT NULL,
    "Kind" INTEGER NOT NULL,
    "OfId" BLOB NOT NULL,
    "FromCareTeamId" BLOB NOT NULL,
    "ToCareTeamId" BLOB NULL,
    "WentBack" INTEGER NULL,
    CONSTRAINT "PK_ReassignedThread" PRIMARY KEY ("ReassignmentId", "Kind", "OfId"),
    CONSTRAINT "FK_ReassignedThread_Reassignment_ReassignmentId" FOREIGN KEY ("ReassignmentId") REFERENCES "Reassignment" ("Id") ON DELETE RESTRICT
);
