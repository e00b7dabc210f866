-- The interval that is prescribed where the label leaves it open, the course that a switch follows, and another product that a label bridges with.
ALTER TABLE "InjectionCourse" ADD "IntervalDays" int NULL;
ALTER TABLE "InjectionCourse" ADD "SwitchFrom" binary(16) NULL;
ALTER TABLE "Injection" ADD "ProductCode" nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL;
