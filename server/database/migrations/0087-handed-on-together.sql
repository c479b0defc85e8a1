-- Follow-ups handed on together are an assignment too: `reassigns` says which they were, and each keeps its own kind, title and due
-- time. Here is who had each when they were chosen, who got it, or why nobody did. The next of a series can go again, so nothing refers
-- to the follow-up.
ALTER TABLE assignment ADD COLUMN reassigns TEXT CHECK (reassigns IN ('left', 'overdue', 'owed', 'undelivered', 'chosen'));

CREATE TABLE assignment_follow_up (
  assignment_id TEXT NOT NULL REFERENCES assignment (id),
  follow_up_id TEXT NOT NULL,
  from_id TEXT NOT NULL,
  to_id TEXT,
  skipped TEXT,
  PRIMARY KEY (assignment_id, follow_up_id),
  CHECK (to_id IS NULL OR skipped IS NULL)
);
CREATE INDEX assignment_follow_up_waiting ON assignment_follow_up (assignment_id, follow_up_id)
  WHERE to_id IS NULL AND skipped IS NULL;
