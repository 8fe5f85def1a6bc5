-- CreateTable
CREATE TABLE "policy_test" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "mail" JSONB NOT NULL,
    "expected" JSONB NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_by" TEXT NOT NULL,

    CONSTRAINT "policy_test_pkey" PRIMARY KEY ("id")
);

-- Two tests with one name could not be told apart when a save breaks one of them.
CREATE UNIQUE INDEX "policy_test_name" ON "policy_test" (lower("name"));
