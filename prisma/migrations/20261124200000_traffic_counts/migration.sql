-- CreateTable
CREATE TABLE "traffic_count" (
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "direction" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "tls_version" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "traffic_count_pkey" PRIMARY KEY ("hour","direction","outcome","tls_version")
);

-- CreateTable
CREATE TABLE "queue_sample" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,
    "took" INTEGER NOT NULL,
    "state" JSONB NOT NULL,

    CONSTRAINT "queue_sample_pkey" PRIMARY KEY ("id")
);
