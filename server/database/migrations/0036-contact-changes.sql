-- What an employee changed about a contact of theirs, for the contact's history: `before` and `after` are the remark as text, the tags as
-- a list, null for the private mark.
CREATE TABLE contact_change (
  contact_id TEXT NOT NULL,
  employee_id TEXT NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('remark', 'tags', 'private', 'private-ended')),
  before JSONB,
  after JSONB,
  PRIMARY KEY (contact_id, employee_id, at, kind)
);

-- Private marks from before this table stand in the audit log.
INSERT INTO contact_change (contact_id, employee_id, at, kind)
  SELECT DISTINCT object_id, actor_id, at, CASE action WHEN 'contact/marked-private' THEN 'private' ELSE 'private-ended' END
  FROM audit WHERE action IN ('contact/marked-private', 'contact/private-ended') AND object_kind = 'contact';
