ALTER TABLE "latenesses" ADD COLUMN "leader_cause" text;--> statement-breakpoint
ALTER TABLE "latenesses" ADD COLUMN "leader_reason" text;--> statement-breakpoint
ALTER TABLE "latenesses" ADD COLUMN "leader_id" bigint;--> statement-breakpoint
ALTER TABLE "latenesses" ADD COLUMN "leader_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "latenesses" ADD CONSTRAINT "latenesses_leader_id_persons_id_fk" FOREIGN KEY ("leader_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;