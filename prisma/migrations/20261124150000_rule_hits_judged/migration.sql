-- What was counted until now was what rules decided.
ALTER TABLE "rule_hit" RENAME COLUMN "count" TO "decided";
ALTER TABLE "rule_hit" ADD COLUMN     "judged" INTEGER, ADD COLUMN     "matched" INTEGER;
UPDATE "rule_hit" SET "judged" = "decided", "matched" = "decided";
ALTER TABLE "rule_hit" ALTER COLUMN "judged" SET NOT NULL, ALTER COLUMN "matched" SET NOT NULL;

-- CreateIndex
CREATE INDEX "rule_hit_hour_idx" ON "rule_hit"("hour");
