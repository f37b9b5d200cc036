-- Units' reports sent before what tells of causes was kept apart: no group is shown them any more.
UPDATE "evidence" SET "confidential" = true WHERE "file_id" IN (SELECT "file_id" FROM "unit_reports" WHERE "file_id" IS NOT NULL);
