-- What a hospital asks with a patient whom it hands back, and a measure that a psychiatrist puts into a plan, reach the team as advice; what settled a duty by mistake is cancelled with a reason; and the word of a hospital in which nobody works with the system is kept with who said it.
ALTER TABLE "SpecialistAdvice" ADD "ReferralId" binary(16) NULL;
ALTER TABLE "SpecialistAdvice" ADD "PlanId" binary(16) NULL;
ALTER TABLE "SpecialistAdvice" ADD "ByOn" date NULL;
ALTER TABLE "SpecialistAdvice" ADD "Undone" nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
ALTER TABLE "SpecialistAdvice" ADD "CancelledOn" date NULL;
ALTER TABLE "SpecialistAdvice" ADD "CancelledBy" binary(16) NULL;
ALTER TABLE "SpecialistAdvice" ADD "CancelReason" nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL;

ALTER TABLE "ContactAttempt" ADD "CancelledOn" date NULL;
ALTER TABLE "ContactAttempt" ADD "CancelledBy" binary(16) NULL;
ALTER TABLE "ContactAttempt" ADD "CancelReason" nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL;

ALTER TABLE "PartyTold" ADD "CancelledOn" date NULL;
ALTER TABLE "PartyTold" ADD "CancelledBy" binary(16) NULL;
ALTER TABLE "PartyTold" ADD "CancelReason" nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL;

ALTER TABLE "ReferralStep" ADD "Speaker" nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL;
ALTER TABLE "ReferralStep" ADD "Means" int NULL;

-- The clues and offers of a team that closes are kept with its reassignment, so that they go back with it.
CREATE TABLE "ReassignedThread" (
    "ReassignmentId" binary(16) NOT NULL,
    "Kind" int NOT NULL,
    "OfId" binary(16) NOT NULL,
    "FromCareTeamId" binary(16) NOT NULL,
    "ToCareTeamId" binary(16) NULL,
    "WentBack" bit NULL,
    CONSTRAINT "PK_ReassignedThread" PRIMARY KEY ("ReassignmentId", "Kind", "OfId"),
    CONSTRAINT "FK_ReassignedThread_Reassignment_ReassignmentId" FOREIGN KEY ("ReassignmentId") REFERENCES "Reassignment" ("Id") ON DELETE NO ACTION
);
