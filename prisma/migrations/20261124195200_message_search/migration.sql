-- AlterTable
ALTER TABLE "delivery_attempt" ADD COLUMN     "matched" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "rule_hit" ADD COLUMN     "routed" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "retention" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "accepted_days" INTEGER NOT NULL,
    "refused_days" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_by" TEXT,

    CONSTRAINT "retention_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "retention_one" CHECK ("id" = 1)
);
INSERT INTO "retention" ("accepted_days", "refused_days") VALUES (90, 90);

-- What the search for messages reads (lib/queue/find-messages.ts). An address is kept backwards: "dlt.niamodym@nna" is found by the address,
-- by its domain and by a domain above that, in one index.
CREATE INDEX "mail_transaction_sender" ON "mail_transaction" ((reverse(lower("sender"))) COLLATE "C");
CREATE INDEX "mail_recipient_address" ON "mail_recipient" ((reverse(lower("address"))) COLLATE "C");
CREATE INDEX "mail_transaction_client" ON "mail_transaction" ("client_ip" COLLATE "C");
-- Four octets each, however long a Message-ID somebody sends and however often.
CREATE INDEX "mail_transaction_message_id" ON "mail_transaction" ((hashtext("message_id_header"))) WHERE "message_id_header" IS NOT NULL;
-- What is seldom costs the mail that comes and goes as it should nothing.
CREATE INDEX "mail_transaction_refused" ON "mail_transaction" ("received_at") WHERE NOT "accepted";
CREATE INDEX "mail_transaction_plaintext" ON "mail_transaction" ("received_at") WHERE "tls_version" IS NULL;
CREATE INDEX "mail_transaction_reports_on" ON "mail_transaction" ("reports_on") WHERE "reports_on" IS NOT NULL;
CREATE INDEX "mail_recipient_not_delivered" ON "mail_recipient" ("state", "transaction_id")
  WHERE "state" IN ('discarded', 'redirected', 'held', 'bounced', 'expired', 'deleted');
