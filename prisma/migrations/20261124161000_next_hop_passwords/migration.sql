-- CreateTable
CREATE TABLE "next_hop_password" (
    "id" UUID NOT NULL,
    "encrypted" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "next_hop_password_pkey" PRIMARY KEY ("id")
);
