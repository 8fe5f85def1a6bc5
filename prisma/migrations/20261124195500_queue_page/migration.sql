-- DropIndex
DROP INDEX "mail_recipient_domain_idx";

-- AlterTable
ALTER TABLE "mail_recipient" ADD COLUMN     "sender" TEXT,
ADD COLUMN     "last_next_hop" TEXT,
ADD COLUMN     "last_rules" UUID[],
ADD COLUMN     "route_override" JSONB,
ADD COLUMN     "action_id" UUID,
ADD COLUMN     "before_action" JSONB;

UPDATE "mail_recipient" r SET "sender" = t."sender" FROM "mail_transaction" t WHERE t."id" = r."transaction_id";
ALTER TABLE "mail_recipient" ALTER COLUMN "sender" SET NOT NULL;

UPDATE "mail_recipient" r SET "last_next_hop" = a."next_hop",
  "last_rules" = ARRAY(SELECT DISTINCT (d->>'ruleId')::uuid FROM jsonb_array_elements(a."decided_by") d)
FROM "delivery_attempt" a
WHERE r."state" IN ('pending', 'active', 'deferred', 'held')
  AND a."id" = (SELECT max(l."id") FROM "delivery_attempt" l WHERE l."recipient_id" = r."id");

-- What Prisma's schema language cannot say.

-- Pages of the queue in order of arrival, by state. Finished recipients cost it nothing.
DROP INDEX "mail_recipient_waiting";
CREATE INDEX "mail_recipient_in_queue" ON "mail_recipient" ("state", "id") WHERE "state" IN ('pending', 'active', 'deferred', 'held');

-- What it is filtered by. Reversed, "all under this domain" is a range. Recipients that are being delivered are few, and left out: so a delivery
-- at the first attempt touches most of these once or not at all.
CREATE INDEX "mail_recipient_waiting_domain" ON "mail_recipient" ((reverse("domain")) COLLATE "C", "id")
  WHERE "state" IN ('pending', 'deferred', 'held');
CREATE INDEX "mail_recipient_waiting_sender" ON "mail_recipient" ((reverse(lower("sender"))) COLLATE "C", "id")
  WHERE "state" IN ('pending', 'deferred', 'held');
CREATE INDEX "mail_recipient_waiting_next_hop" ON "mail_recipient" ("last_next_hop" COLLATE "C", "id")
  INCLUDE ("last_reason", "state", "next_attempt_at")
  WHERE "state" IN ('pending', 'deferred', 'held') AND "last_next_hop" IS NOT NULL;
CREATE INDEX "mail_recipient_waiting_reason" ON "mail_recipient" ("last_reason", "id")
  WHERE "state" IN ('pending', 'deferred', 'held') AND "last_reason" IS NOT NULL;
CREATE INDEX "mail_recipient_waiting_verdict" ON "mail_recipient" ("decided_by_rule", "id")
  WHERE "state" IN ('pending', 'deferred', 'held') AND "decided_by_rule" IS NOT NULL;
CREATE INDEX "mail_recipient_waiting_rules" ON "mail_recipient" USING gin ("last_rules")
  WHERE "state" IN ('pending', 'deferred', 'held') AND "last_rules" IS NOT NULL;

-- What one action of an administrator has touched, to be undone.
CREATE INDEX "mail_recipient_action" ON "mail_recipient" ("action_id") WHERE "action_id" IS NOT NULL;
