-- What the branches' own employees are asked for on a day and in its month, so that sums over a bank are not made of every employee's
-- book. Derived: it may be computed anew at any time.
CREATE TABLE branch_target (
  branch_id TEXT NOT NULL,
  day DATE NOT NULL,
  target INTEGER,
  month_target INTEGER,
  computed_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (branch_id, day)
);
CREATE INDEX branch_target_by_day ON branch_target (day);

-- A branch's own day that is taken away leaves no row behind; only the audit log tells when.
CREATE INDEX audit_branch_days_removed ON audit (at) WHERE action = 'calendar/branch-days-removed';

-- The sums of a branch with all below it, up to the whole bank.
CREATE INDEX add_by_branch_start ON add (branch_id, started_at);
CREATE INDEX add_private ON add (employee_id, contact_id) WHERE private_at IS NOT NULL;
CREATE INDEX follow_up_open ON follow_up (due_at, assignee_id) WHERE state = 'open';
CREATE INDEX notice_refused ON notice (employee_id, follow_up_id) WHERE state = 'refused';
CREATE INDEX verification_verified ON verification (contact_id) WHERE state = 'verified';
