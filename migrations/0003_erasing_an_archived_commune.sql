-- The trail is append-only with one way out: a transaction that says whose trail it erases, for an archived commune.
CREATE OR REPLACE FUNCTION refuse_trail_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF current_setting('dondoc.erasing', true) = OLD.commune_id::text
      AND EXISTS (SELECT 1 FROM communes WHERE id = OLD.commune_id AND archived_at IS NOT NULL)
    THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'the trail is append-only' USING ERRCODE = 'restrict_violation';
END
$$;
