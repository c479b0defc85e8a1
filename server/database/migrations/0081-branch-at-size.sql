-- What waits for each employee and which follow-ups they have, so that a large part of a bank is listed without counting its adds and
-- follow-ups. Derived: counted anew as a whole.
CREATE TABLE member_load (
  employee_id TEXT PRIMARY KEY,
  awaiting INTEGER NOT NULL,
  open INTEGER NOT NULL,
  overdue INTEGER NOT NULL,
  completed INTEGER NOT NULL,
  cancelled INTEGER NOT NULL
);
CREATE INDEX member_load_by_need ON member_load ((-overdue), (-awaiting), employee_id);
CREATE INDEX member_load_by_open ON member_load ((-overdue), (-open), employee_id);

-- The contacts that uncared_count is the number of, with the same branches. Derived.
CREATE TABLE uncared_contact (
  contact_id TEXT PRIMARY KEY,
  since TIMESTAMPTZ NOT NULL,
  branches TEXT[] NOT NULL
);
CREATE INDEX uncared_contact_since ON uncared_contact (since, contact_id);

-- Lists of the whole bank, page by page.
CREATE INDEX follow_up_by_close ON follow_up (closed_at DESC, id DESC) WHERE closed_at IS NOT NULL;
CREATE INDEX credit_by_entry ON credit (recorded_at DESC, md5(subject || '|' || step::text) DESC);
