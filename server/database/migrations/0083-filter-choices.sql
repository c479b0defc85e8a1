-- Which tags and channels the contacts of each branch have, for whoever assigns for many branches. Derived: counted anew branch by branch.
CREATE TABLE filter_choice (
  branch_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('tag', 'channel')),
  name TEXT NOT NULL,
  contacts INTEGER NOT NULL,
  PRIMARY KEY (branch_id, kind, name)
);
CREATE TABLE filter_choice_kept (
  branch_id TEXT PRIMARY KEY,
  kept_at TIMESTAMPTZ NOT NULL
);
