-- The interval that is prescribed where the label leaves it open, the course that a switch follows, and another product that a label bridges with.
ALTER TABLE "InjectionCourse" ADD COLUMN "IntervalDays" INTEGER NULL;
ALTER TABLE "InjectionCourse" ADD COLUMN "SwitchFrom" BLOB NULL;
ALTER TABLE "Injection" ADD COLUMN "ProductCode" TEXT NULL;
