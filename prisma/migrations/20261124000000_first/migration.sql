-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "policy_item_kind" AS ENUM ('rule', 'local_domain', 'acceptance_settings', 'routing_settings');

-- CreateEnum
CREATE TYPE "recipient_state" AS ENUM ('refused', 'discarded', 'pending', 'active', 'deferred', 'held', 'delivered', 'bounced', 'expired', 'deleted');

-- CreateTable
CREATE TABLE "policy_revision" (
    "number" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "author" TEXT NOT NULL,
    "changes" JSONB NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "policy_revision_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "policy_item" (
    "version_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "kind" "policy_item_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "position" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "content" JSONB NOT NULL,
    "valid_from" INTEGER NOT NULL,
    "valid_to" INTEGER,

    CONSTRAINT "policy_item_pkey" PRIMARY KEY ("version_id")
);

-- CreateTable
CREATE TABLE "rule_hit" (
    "rule_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "mode" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "rule_hit_pkey" PRIMARY KEY ("rule_id","hour","mode")
);

-- CreateTable
CREATE TABLE "worker" (
    "id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "revision" INTEGER,
    "listeners" JSONB NOT NULL,
    "sessions" INTEGER NOT NULL DEFAULT 0,
    "deliveries" INTEGER NOT NULL DEFAULT 0,
    "stopped_at" TIMESTAMPTZ(3),

    CONSTRAINT "worker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_transaction" (
    "id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "worker_id" UUID NOT NULL,
    "listener" TEXT NOT NULL,
    "client_ip" TEXT NOT NULL,
    "client_port" INTEGER NOT NULL,
    "ehlo_name" TEXT NOT NULL,
    "tls_version" TEXT,
    "tls_cipher" TEXT,
    "authenticated_user" TEXT,
    "sender" TEXT NOT NULL,
    "accepted" BOOLEAN NOT NULL,
    "stage" TEXT NOT NULL,
    "reply" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "facts" JSONB NOT NULL,
    "decision" JSONB,
    "size" INTEGER,
    "body_type" TEXT NOT NULL DEFAULT '7bit',
    "smtp_utf8" BOOLEAN NOT NULL DEFAULT false,
    "dsn_ret" TEXT,
    "dsn_envid" TEXT,
    "message_id_header" TEXT,
    "subject" TEXT,
    "reports_on" TEXT,

    CONSTRAINT "mail_transaction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_recipient" (
    "id" BIGSERIAL NOT NULL,
    "transaction_id" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "domain" TEXT NOT NULL,
    "relayed" BOOLEAN NOT NULL,
    "state" "recipient_state" NOT NULL,
    "reply" TEXT NOT NULL,
    "decision" JSONB NOT NULL,
    "decided_by_rule" UUID,
    "dsn_notify" TEXT,
    "dsn_orcpt" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "claimed_by" UUID,
    "last_error" TEXT,
    "last_reason" TEXT,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_recipient_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_chunk" (
    "transaction_id" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "data" BYTEA NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_chunk_pkey" PRIMARY KEY ("transaction_id","sequence")
);

-- CreateTable
CREATE TABLE "delivery_attempt" (
    "id" BIGSERIAL NOT NULL,
    "recipient_id" BIGINT NOT NULL,
    "worker_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,
    "revision" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "next_hop" TEXT NOT NULL,
    "address" TEXT,
    "demanded" JSONB NOT NULL,
    "achieved" JSONB,
    "detail" TEXT NOT NULL,
    "decided_by" JSONB NOT NULL,

    CONSTRAINT "delivery_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "smtp_user" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "smtp_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tls_certificate" (
    "id" UUID NOT NULL,
    "hostname" TEXT NOT NULL,
    "certificate_pem" TEXT NOT NULL,
    "encrypted_key" TEXT NOT NULL,
    "self_signed" BOOLEAN NOT NULL,
    "not_before" TIMESTAMPTZ(0) NOT NULL,
    "not_after" TIMESTAMPTZ(0) NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tls_certificate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setup_link" (
    "sha256" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "setup_link_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "detail" JSONB NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "policy_item_valid_from_idx" ON "policy_item"("valid_from");

-- CreateIndex
CREATE INDEX "policy_item_valid_to_idx" ON "policy_item"("valid_to");

-- CreateIndex
CREATE INDEX "policy_item_item_id_idx" ON "policy_item"("item_id");

-- CreateIndex
CREATE INDEX "mail_transaction_received_at_idx" ON "mail_transaction"("received_at");

-- CreateIndex
CREATE INDEX "mail_recipient_transaction_id_idx" ON "mail_recipient"("transaction_id");

-- CreateIndex
CREATE INDEX "mail_recipient_domain_idx" ON "mail_recipient"("domain");

-- CreateIndex
CREATE INDEX "delivery_attempt_recipient_id_idx" ON "delivery_attempt"("recipient_id");

-- CreateIndex
CREATE UNIQUE INDEX "smtp_user_name_key" ON "smtp_user"("name");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_sha256_key" ON "api_token"("sha256");

-- CreateIndex
CREATE INDEX "audit_event_at_idx" ON "audit_event"("at");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "rate_limit_key_key" ON "rate_limit"("key");

-- AddForeignKey
ALTER TABLE "policy_item" ADD CONSTRAINT "policy_item_valid_from_fkey" FOREIGN KEY ("valid_from") REFERENCES "policy_revision"("number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_item" ADD CONSTRAINT "policy_item_valid_to_fkey" FOREIGN KEY ("valid_to") REFERENCES "policy_revision"("number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_recipient" ADD CONSTRAINT "mail_recipient_transaction_id_fkey" FOREIGN KEY ("transaction_id") REFERENCES "mail_transaction"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_attempt" ADD CONSTRAINT "delivery_attempt_recipient_id_fkey" FOREIGN KEY ("recipient_id") REFERENCES "mail_recipient"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- What Prisma's schema language cannot say.

-- A name is unique among the items in force, whatever its letter case.
CREATE UNIQUE INDEX "policy_item_name_in_force" ON "policy_item" ("kind", lower("name")) WHERE "valid_to" IS NULL;
-- At most one version of an item is in force.
CREATE UNIQUE INDEX "policy_item_version_in_force" ON "policy_item" ("item_id") WHERE "valid_to" IS NULL;

-- What the delivery loop claims, in order; finished recipients cost the index nothing.
CREATE INDEX "mail_recipient_due" ON "mail_recipient" ("next_attempt_at") WHERE "state" IN ('pending', 'deferred');
CREATE INDEX "mail_recipient_claimed" ON "mail_recipient" ("claimed_by") WHERE "state" = 'active';
CREATE INDEX "mail_recipient_waiting" ON "mail_recipient" ("id") WHERE "state" IN ('pending', 'active', 'deferred', 'held');

-- Message bodies do not compress well, and trying costs milliseconds per 100 KiB.
ALTER TABLE "message_chunk" ALTER COLUMN "data" SET STORAGE EXTERNAL;
