-- AlterTable
ALTER TABLE "mail_recipient" ADD COLUMN     "first_seen" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "greylist_triplet" (
    "key" BYTEA NOT NULL,
    "first_seen" TIMESTAMPTZ(3) NOT NULL,
    "last_seen" TIMESTAMPTZ(3) NOT NULL,
    "passed_at" TIMESTAMPTZ(3),

    CONSTRAINT "greylist_triplet_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "greylist_triplet_last_seen_idx" ON "greylist_triplet"("last_seen");

-- What Prisma's schema language cannot say.

-- Those that never came back, which are forgotten sooner.
CREATE INDEX "greylist_triplet_waiting" ON "greylist_triplet" ("first_seen") WHERE "passed_at" IS NULL;
