-- AlterEnum
ALTER TYPE "recipient_state" ADD VALUE 'redirected' AFTER 'discarded';

-- AlterTable
ALTER TABLE "mail_recipient" ADD COLUMN     "origin" JSONB;
