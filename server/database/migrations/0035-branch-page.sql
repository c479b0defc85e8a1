-- How far the adds of a day got within some days of their own, kept per branch once every add of the day has had those days.
-- Derived: it may be computed anew at any time. `kept` means nothing below seven days.
CREATE TABLE branch_cohort (
  branch_id TEXT NOT NULL,
  day DATE NOT NULL,
  horizon SMALLINT NOT NULL CHECK (horizon IN (1, 3, 7, 30)),
  added INTEGER NOT NULL,
  prompted INTEGER NOT NULL,
  opened INTEGER NOT NULL,
  verified INTEGER NOT NULL,
  kept INTEGER NOT NULL,
  followed_up INTEGER NOT NULL,
  PRIMARY KEY (branch_id, horizon, day)
);
CREATE INDEX branch_cohort_by_day ON branch_cohort (horizon, day);

-- The first day of each horizon that is not kept yet.
CREATE TABLE cohort_progress (
  horizon SMALLINT PRIMARY KEY,
  until DATE NOT NULL
);

-- Somebody else acts with the scope of a lead for some days; both ends lie inside.
CREATE TABLE stand_in (
  id TEXT PRIMARY KEY,
  lead_id TEXT NOT NULL,
  deputy_id TEXT NOT NULL,
  first_day DATE NOT NULL,
  last_day DATE NOT NULL,
  entered_by TEXT NOT NULL,
  entered_at TIMESTAMPTZ NOT NULL,
  ended_by TEXT,
  ended_at TIMESTAMPTZ,
  CHECK (first_day <= last_day),
  CHECK (lead_id <> deputy_id),
  CHECK ((ended_by IS NULL) = (ended_at IS NULL))
);
CREATE INDEX stand_in_by_deputy ON stand_in (deputy_id, last_day) WHERE ended_at IS NULL;
CREATE INDEX stand_in_by_lead ON stand_in (lead_id, last_day);

-- Files of what the branch page lists. The bytes go after seven days; that somebody had them stays.
CREATE TABLE branch_export (
  id TEXT PRIMARY KEY,
  requested_by TEXT NOT NULL,
  requested_at TIMESTAMPTZ NOT NULL,
  branch_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('members', 'adds', 'followUps')),
  format TEXT NOT NULL CHECK (format IN ('xlsx', 'csv')),
  filter JSONB NOT NULL,
  reason TEXT,
  locale TEXT NOT NULL,
  file_name TEXT NOT NULL,
  row_count INTEGER,
  bytes BYTEA,
  ready_at TIMESTAMPTZ,
  refused TEXT
);
CREATE INDEX branch_export_by_requester ON branch_export (requested_by, requested_at DESC, id DESC);
CREATE INDEX branch_export_bytes ON branch_export (requested_at) WHERE bytes IS NOT NULL;

-- What the branch page asks for.
CREATE INDEX review_closed ON review (closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX follow_up_closed ON follow_up (assignee_id, closed_at) WHERE state = 'completed';
