-- An end that nobody told of: not before not_before, found at `at`.
ALTER TABLE relation_fact ADD COLUMN not_before TIMESTAMPTZ;
ALTER TABLE relation_fact DROP CONSTRAINT relation_fact_ended_by_check;
ALTER TABLE relation_fact ADD CONSTRAINT relation_fact_ended_by_check
  CHECK (ended_by IN ('employee', 'contact', 'transfer', 'unknown'));
ALTER TABLE relation_fact DROP CONSTRAINT relation_fact_source_check;
ALTER TABLE relation_fact ADD CONSTRAINT relation_fact_source_check
  CHECK (source IN ('event', 'import', 'details', 'sweep'));
ALTER TABLE relation_fact ADD CONSTRAINT relation_fact_range
  CHECK ((not_before IS NOT NULL) = (ended_by IS NOT DISTINCT FROM 'unknown') AND not_before <= at);

ALTER TABLE relation ADD COLUMN end_found_at TIMESTAMPTZ;
ALTER TABLE relation DROP CONSTRAINT relation_ended_by_check;
ALTER TABLE relation ADD CONSTRAINT relation_ended_by_check
  CHECK (ended_by IN ('employee', 'contact', 'transfer', 'unknown'));

-- When all contacts of the employee were last read from WeCom.
ALTER TABLE employee ADD COLUMN contacts_read_at TIMESTAMPTZ;

-- Readings of everybody's contacts, to find what no event told: where the running one is, and what each found.
CREATE TABLE contact_sweep (
  id TEXT PRIMARY KEY,
  cursor TEXT NOT NULL,
  employees INTEGER NOT NULL,
  relations INTEGER NOT NULL,
  started INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  doubted INTEGER NOT NULL,
  started_at TIMESTAMPTZ NOT NULL,
  finished_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX contact_sweep_running ON contact_sweep ((finished_at IS NULL)) WHERE finished_at IS NULL;
CREATE INDEX contact_sweep_finished ON contact_sweep (finished_at);
