-- The interval that is prescribed where the label leaves it open, the course that a switch follows, and another product that a label bridges with.
ALTER TABLE "InjectionCourse" ADD COLUMN "IntervalDays" integer;
ALTER TABLE "InjectionCourse" ADD COLUMN "SwitchFrom" bytea;
ALTER TABLE "Injection" ADD COLUMN "ProductCode" character varying(40) COLLATE "C";
