-- Target policies are versions: none is edited. One that has not begun yet may be withdrawn; the next of its scope ends the one before.
ALTER TABLE target_policy
  ADD COLUMN withdrawn_at TIMESTAMPTZ,
  ADD COLUMN withdrawn_by TEXT;
CREATE UNIQUE INDEX target_policy_version
  ON target_policy (scope, COALESCE(branch_id, ''), COALESCE(role, ''), COALESCE(employee_id, ''), valid_from)
  WHERE withdrawn_at IS NULL;

-- A change that touches many people waits here for a second operator.
CREATE TABLE policy_change (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'applied', 'refused', 'withdrawn')),
  versions JSONB NOT NULL,
  reason TEXT NOT NULL,
  affected INTEGER NOT NULL,
  sum_before INTEGER NOT NULL,
  sum_after INTEGER NOT NULL,
  proposed_by TEXT NOT NULL,
  proposed_at TIMESTAMPTZ NOT NULL,
  decided_by TEXT,
  decided_at TIMESTAMPTZ,
  CHECK ((state = 'waiting') = (decided_at IS NULL)),
  CHECK (state NOT IN ('applied', 'refused') OR decided_by IS NOT NULL)
);
CREATE INDEX policy_change_by_state ON policy_change (state, proposed_at);

-- The calendar: what is known of each year, the branches' own days, the employees' leave. Both ends of a leave lie inside it.
CREATE TABLE calendar_year (
  year INTEGER PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('published', 'statutory')),
  source TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE branch_day (
  branch_id TEXT NOT NULL,
  day DATE NOT NULL,
  weight REAL NOT NULL CHECK (weight IN (0, 0.5, 1)),
  note TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  entered_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (branch_id, day)
);

CREATE TABLE leave (
  id TEXT PRIMARY KEY,
  employee_id TEXT NOT NULL,
  first_day DATE NOT NULL,
  first_half TEXT NOT NULL CHECK (first_half IN ('morning', 'afternoon')),
  last_day DATE NOT NULL,
  last_half TEXT NOT NULL CHECK (last_half IN ('morning', 'afternoon')),
  entered_by TEXT NOT NULL,
  entered_at TIMESTAMPTZ NOT NULL,
  cancelled_by TEXT,
  cancelled_at TIMESTAMPTZ,
  CHECK (first_day < last_day OR (first_day = last_day AND NOT (first_half = 'afternoon' AND last_half = 'morning')))
);
CREATE INDEX leave_by_employee ON leave (employee_id, last_day) WHERE cancelled_at IS NULL;

-- Closed days and months only grow: what somebody was judged by stays.
CREATE TABLE closed_day (
  employee_id TEXT NOT NULL,
  day DATE NOT NULL,
  branch_id TEXT NOT NULL,
  policy_id TEXT,
  weight REAL NOT NULL,
  target INTEGER,
  gained INTEGER NOT NULL,
  lost INTEGER NOT NULL,
  added INTEGER NOT NULL,
  closed_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (employee_id, day)
);
CREATE INDEX closed_day_by_branch ON closed_day (branch_id, day);

CREATE TABLE day_closing (
  day DATE PRIMARY KEY,
  employees INTEGER NOT NULL,
  closed_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE month_statement (
  employee_id TEXT NOT NULL,
  month TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  weight REAL NOT NULL,
  target INTEGER,
  effective INTEGER NOT NULL,
  closed_at TIMESTAMPTZ NOT NULL,
  key_id TEXT NOT NULL,
  signature TEXT NOT NULL,
  PRIMARY KEY (employee_id, month)
);
CREATE INDEX month_statement_by_branch ON month_statement (month, branch_id);

-- Sums of the ledger, kept by the ledger itself in the transaction of each entry; nobody else may write them.
CREATE TABLE credit_sum (
  employee_id TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  day DATE NOT NULL,
  earned_day DATE NOT NULL,
  gained INTEGER NOT NULL,
  lost INTEGER NOT NULL,
  PRIMARY KEY (employee_id, day, branch_id, earned_day)
);
CREATE INDEX credit_sum_by_branch ON credit_sum (branch_id, day);

CREATE TABLE branch_sum (
  branch_id TEXT NOT NULL,
  day DATE NOT NULL,
  earned_day DATE NOT NULL,
  gained INTEGER NOT NULL,
  lost INTEGER NOT NULL,
  PRIMARY KEY (branch_id, day, earned_day)
);
CREATE INDEX branch_sum_by_day ON branch_sum (day);
CREATE INDEX credit_by_employee_earned ON credit (employee_id, earned_day);

-- Rows are taken in one order, so that two transactions never wait for each other in a circle within one statement.
CREATE FUNCTION keep_credit_sums() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO credit_sum AS kept (employee_id, branch_id, day, earned_day, gained, lost)
    SELECT employee_id, branch_id, day, earned_day,
      count(*) FILTER (WHERE amount = 1), count(*) FILTER (WHERE amount = -1)
    FROM entered GROUP BY employee_id, branch_id, day, earned_day
    ORDER BY employee_id, branch_id, day, earned_day
  ON CONFLICT (employee_id, day, branch_id, earned_day)
    DO UPDATE SET gained = kept.gained + excluded.gained, lost = kept.lost + excluded.lost;
  INSERT INTO branch_sum AS kept (branch_id, day, earned_day, gained, lost)
    SELECT branch_id, day, earned_day, count(*) FILTER (WHERE amount = 1), count(*) FILTER (WHERE amount = -1)
    FROM entered GROUP BY branch_id, day, earned_day
    ORDER BY branch_id, day, earned_day
  ON CONFLICT (branch_id, day, earned_day)
    DO UPDATE SET gained = kept.gained + excluded.gained, lost = kept.lost + excluded.lost;
  RETURN NULL;
END
$$;
CREATE TRIGGER credit_sums AFTER INSERT ON credit
  REFERENCING NEW TABLE AS entered FOR EACH STATEMENT EXECUTE FUNCTION keep_credit_sums();

INSERT INTO credit_sum (employee_id, branch_id, day, earned_day, gained, lost)
  SELECT employee_id, branch_id, day, earned_day, count(*) FILTER (WHERE amount = 1), count(*) FILTER (WHERE amount = -1)
  FROM credit GROUP BY employee_id, branch_id, day, earned_day;
INSERT INTO branch_sum (branch_id, day, earned_day, gained, lost)
  SELECT branch_id, day, earned_day, count(*) FILTER (WHERE amount = 1), count(*) FILTER (WHERE amount = -1)
  FROM credit GROUP BY branch_id, day, earned_day;

-- A renamed employee takes along what the ledger, its sums and the closed days have under the old id.
CREATE OR REPLACE FUNCTION rename_employee_in_ledger(old_id TEXT, new_id TEXT) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM employee WHERE id = new_id) OR EXISTS (SELECT 1 FROM employee WHERE id = old_id) THEN
    RETURN;
  END IF;
  UPDATE credit SET employee_id = new_id WHERE employee_id = old_id;
  INSERT INTO credit_sum AS kept (employee_id, branch_id, day, earned_day, gained, lost)
    SELECT new_id, branch_id, day, earned_day, gained, lost FROM credit_sum WHERE employee_id = old_id
  ON CONFLICT (employee_id, day, branch_id, earned_day)
    DO UPDATE SET gained = kept.gained + excluded.gained, lost = kept.lost + excluded.lost;
  DELETE FROM credit_sum WHERE employee_id = old_id;
  UPDATE closed_day SET employee_id = new_id
    WHERE employee_id = old_id
      AND NOT EXISTS (SELECT 1 FROM closed_day AS other WHERE other.employee_id = new_id AND other.day = closed_day.day);
END
$$;

-- Reviews hold an add, appeals ask for another look; whoever decides is never whose add it is.
CREATE TABLE review (
  id TEXT PRIMARY KEY,
  add_id TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('signal', 'lead', 'appeal')),
  reason TEXT NOT NULL,
  opened_by TEXT NOT NULL,
  opened_at TIMESTAMPTZ NOT NULL,
  due_at TIMESTAMPTZ NOT NULL,
  proposed_by TEXT,
  proposed_at TIMESTAMPTZ,
  proposed_reason TEXT,
  outcome TEXT CHECK (outcome IN ('accepted', 'rejected')),
  decided_by TEXT,
  decision_reason TEXT,
  closed_at TIMESTAMPTZ,
  CHECK ((outcome IS NULL) = (closed_at IS NULL))
);
CREATE UNIQUE INDEX review_open ON review (add_id) WHERE closed_at IS NULL;
CREATE INDEX review_by_add ON review (add_id);
CREATE INDEX review_due ON review (due_at) WHERE closed_at IS NULL;

CREATE TABLE appeal (
  id TEXT PRIMARY KEY,
  add_id TEXT NOT NULL,
  text TEXT NOT NULL,
  by TEXT NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'upheld', 'refused')),
  answer TEXT,
  decided_by TEXT,
  decided_at TIMESTAMPTZ,
  CHECK ((state = 'waiting') = (decided_at IS NULL))
);
CREATE UNIQUE INDEX appeal_waiting ON appeal (add_id) WHERE decided_at IS NULL;
CREATE INDEX appeal_by_add ON appeal (add_id);
