CREATE INDEX "offers_closed" ON "offers" USING btree ("chat_id","closed_at");--> statement-breakpoint
CREATE INDEX "offers_in" ON "offers" USING btree ("offered_in");