-- Follow-ups given out together: what was asked for, and the contacts as they were fixed at that moment. How far it has come follows
-- from the contacts.
CREATE TABLE assignment (
  id TEXT PRIMARY KEY,
  created_by TEXT NOT NULL,
  -- Of whoever made it: the leads above see it.
  branch_id TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  locale TEXT NOT NULL,
  filter JSONB,
  assignee_ids JSONB,
  include_on_leave BOOLEAN NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  reason TEXT NOT NULL,
  due_at TIMESTAMPTZ NOT NULL,
  priority TEXT NOT NULL CHECK (priority IN ('normal', 'high')),
  talk_script_id TEXT,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'stopped', 'undoing', 'undone')),
  finished_at TIMESTAMPTZ,
  undone_at TIMESTAMPTZ,
  undone_by TEXT
);
CREATE INDEX assignment_by_maker ON assignment (created_by, created_at DESC, id DESC);
CREATE INDEX assignment_by_branch ON assignment (branch_id, created_at DESC, id DESC);
CREATE INDEX assignment_unfinished ON assignment (created_at) WHERE state IN ('running', 'undoing');

CREATE TABLE assignment_contact (
  assignment_id TEXT NOT NULL REFERENCES assignment (id),
  contact_id TEXT NOT NULL,
  follow_up_id TEXT REFERENCES follow_up (id),
  skipped TEXT,
  PRIMARY KEY (assignment_id, contact_id),
  CHECK (follow_up_id IS NULL OR skipped IS NULL)
);
CREATE INDEX assignment_contact_waiting ON assignment_contact (assignment_id, contact_id)
  WHERE follow_up_id IS NULL AND skipped IS NULL;

-- Two leads at once: a contact has one open follow-up of a kind and title. `once_in` is '*' for what leads and rules make, the employee
-- for what somebody made for themselves, and NULL for what was made before this rule.
ALTER TABLE follow_up ADD COLUMN once_in TEXT;
CREATE UNIQUE INDEX follow_up_open_once ON follow_up (contact_id, kind, title, once_in) WHERE state = 'open';
CREATE INDEX follow_up_by_maker ON follow_up (created_by, created_at);
