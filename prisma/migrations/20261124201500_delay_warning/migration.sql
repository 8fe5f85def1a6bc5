-- AlterTable
ALTER TABLE "mail_recipient" ADD COLUMN     "delay_told_at" TIMESTAMPTZ(3);
