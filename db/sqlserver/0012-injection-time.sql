-- The time of day at which an injection was given, from which its observation is counted; and what was prescribed before a prescription was changed.
ALTER TABLE "Injection" ADD "GivenAt" time NULL;
ALTER TABLE "InjectionCourse" ADD "Past" nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
