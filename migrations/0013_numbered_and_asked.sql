DROP INDEX "offers_open";--> statement-breakpoint
CREATE INDEX "offers_numbered" ON "offers" USING btree ("chat_id","number");--> statement-breakpoint
CREATE INDEX "questions_about" ON "questions" USING btree ("commune_id",(data ->> 'assignmentId')) WHERE closed_at is null;