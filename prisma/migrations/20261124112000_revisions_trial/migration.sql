-- AlterTable
ALTER TABLE "policy_revision" ADD COLUMN     "restores" INTEGER;

-- CreateTable
CREATE TABLE "policy_trial" (
    "revision" INTEGER NOT NULL,
    "revert_to" INTEGER NOT NULL,
    "author" TEXT NOT NULL,
    "deadline" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT,
    "settled_by" TEXT,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "policy_trial_pkey" PRIMARY KEY ("revision")
);

-- What Prisma's schema language cannot say.

-- At most one trial is open.
CREATE UNIQUE INDEX "policy_trial_open" ON "policy_trial" ((true)) WHERE "outcome" IS NULL;
