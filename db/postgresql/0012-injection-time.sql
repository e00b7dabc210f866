-- The time of day at which an injection was given, from which its observation is counted; and what was prescribed before a prescription was changed.
ALTER TABLE "Injection" ADD COLUMN "GivenAt" time without time zone;
ALTER TABLE "InjectionCourse" ADD COLUMN "Past" text COLLATE "C";
