-- AlterTable
ALTER TABLE "mail_recipient" ADD COLUMN     "header_edits" JSONB;
