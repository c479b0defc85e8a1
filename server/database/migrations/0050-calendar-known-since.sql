-- A day's target goes by the calendar that was known when the day began: what was corrected or taken away is kept, with when.
-- NULL has been known all along.
ALTER TABLE calendar_day ADD COLUMN entered_at TIMESTAMPTZ;

CREATE TABLE calendar_day_past (
  day DATE NOT NULL,
  weight REAL NOT NULL,
  name TEXT NOT NULL,
  entered_at TIMESTAMPTZ,
  removed_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX calendar_day_past_by_day ON calendar_day_past (day);

CREATE TABLE branch_day_past (
  branch_id TEXT NOT NULL,
  day DATE NOT NULL,
  weight REAL NOT NULL,
  note TEXT NOT NULL,
  entered_at TIMESTAMPTZ NOT NULL,
  removed_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX branch_day_past_by_branch ON branch_day_past (branch_id, day);

CREATE INDEX target_policy_withdrawn ON target_policy (withdrawn_at) WHERE withdrawn_at IS NOT NULL;
