-- What the provider said on the way to its answer: while it decides an add's window stands still, while the contact has to act it does not.
CREATE TABLE identity_step (
  request_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'challenge')),
  at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (request_id, version)
);

-- The company WeCom names beside a WeCom user; null for everybody in WeChat.
ALTER TABLE contact
  ADD COLUMN corp_name TEXT,
  ADD COLUMN corp_full_name TEXT;

-- A link's hash is forgotten some time after its end; what was sent and when stays.
ALTER TABLE prompt ALTER COLUMN token_hash DROP NOT NULL;

-- What is old is found without reading everything.
CREATE INDEX callback_event_kept ON callback_event (received_at) WHERE xml <> '';
CREATE INDEX opening_by_end ON opening (expires_at);
CREATE INDEX prompt_kept ON prompt (ended_at) WHERE token_hash IS NOT NULL;
CREATE INDEX webhook_seen_by_age ON webhook_seen (received_at);
CREATE INDEX identity_request_unanswered ON identity_request (submitted_at) WHERE state IN ('sending', 'pending', 'challenge');
CREATE INDEX session_by_age ON session (created_at);
CREATE INDEX sign_in_by_age ON sign_in (created_at);
CREATE INDEX idempotent_write_by_age ON idempotent_write (created_at);

-- Where a renamed employee has an add of one contact under both ids, the entries of the one that goes move to the one that stays. The
-- ledger only grows, so this is all that may be done to it here, and only for an id that is gone.
CREATE FUNCTION merge_adds_in_ledger(old_id TEXT, new_id TEXT) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE credit SET add_id = kept.id
  FROM add AS gone JOIN add AS kept ON kept.contact_id = gone.contact_id
  WHERE credit.add_id = gone.id AND gone.employee_id = new_id AND kept.employee_id = old_id
    AND EXISTS (SELECT 1 FROM employee WHERE id = new_id)
    AND NOT EXISTS (SELECT 1 FROM employee WHERE id = old_id)
$$;
