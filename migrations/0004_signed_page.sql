ALTER TABLE "links" ADD COLUMN "chat_id" bigint;--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "file_id" bigint;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_chat_id_chats_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_commune_id_file_id_files_commune_id_id_fk" FOREIGN KEY ("commune_id","file_id") REFERENCES "public"."files"("commune_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outbox_chat" ON "outbox" USING btree ("chat_id","id");