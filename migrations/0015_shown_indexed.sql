CREATE INDEX "offers_action" ON "offers" USING btree ("chat_id","action");--> statement-breakpoint
CREATE INDEX "outbox_slot" ON "outbox" USING btree ("chat_id","slot") WHERE slot is not null;