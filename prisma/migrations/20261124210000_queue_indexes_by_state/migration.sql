-- With the state before the id, each state of what a filter finds is read in its order of arrival, and nothing else is.
DROP INDEX "mail_recipient_waiting_domain";
DROP INDEX "mail_recipient_waiting_sender";
DROP INDEX "mail_recipient_waiting_next_hop";
DROP INDEX "mail_recipient_waiting_reason";
DROP INDEX "mail_recipient_waiting_verdict";

CREATE INDEX "mail_recipient_waiting_domain" ON "mail_recipient" ((reverse("domain")) COLLATE "C", "state", "id")
  WHERE "state" IN ('pending', 'deferred', 'held');
CREATE INDEX "mail_recipient_waiting_sender" ON "mail_recipient" ((reverse(lower("sender"))) COLLATE "C", "state", "id")
  WHERE "state" IN ('pending', 'deferred', 'held');
CREATE INDEX "mail_recipient_waiting_next_hop" ON "mail_recipient" ("last_next_hop" COLLATE "C", "state", "id")
  INCLUDE ("last_reason", "next_attempt_at")
  WHERE "state" IN ('pending', 'deferred', 'held') AND "last_next_hop" IS NOT NULL;
CREATE INDEX "mail_recipient_waiting_reason" ON "mail_recipient" ("last_reason", "state", "id")
  WHERE "state" IN ('pending', 'deferred', 'held') AND "last_reason" IS NOT NULL;
CREATE INDEX "mail_recipient_waiting_verdict" ON "mail_recipient" ("decided_by_rule", "state", "id")
  WHERE "state" IN ('pending', 'deferred', 'held') AND "decided_by_rule" IS NOT NULL;

-- PostgreSQL takes no statistics about an expression from a partial index; without them it would take every domain for a frequent one.
CREATE STATISTICS "mail_recipient_reversed_domain" ON (reverse("domain")) FROM "mail_recipient";
CREATE STATISTICS "mail_recipient_reversed_sender" ON (reverse(lower("sender"))) FROM "mail_recipient";
