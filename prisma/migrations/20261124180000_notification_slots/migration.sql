-- CreateTable
CREATE TABLE "notification_slot" (
    "rule_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "interval" INTEGER NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "told" INTEGER NOT NULL,
    "told_since" TIMESTAMPTZ(3) NOT NULL,
    "held_back" INTEGER NOT NULL,
    "held_back_since" TIMESTAMPTZ(3),

    CONSTRAINT "notification_slot_pkey" PRIMARY KEY ("rule_id","kind","target")
);
