ALTER TABLE "evidence" ADD COLUMN "confidential" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "unit_reports" ADD COLUMN "facts" jsonb;