-- Approved wording. A script keeps its id over all its versions; what was approved is never edited, only replaced.
CREATE TABLE talk_script (
  id TEXT PRIMARY KEY,
  -- NULL: for the whole bank.
  branch_id TEXT,
  created_by TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX talk_script_by_branch ON talk_script (branch_id);

-- Bytes never change under an id, so that what was approved is what is sent.
CREATE TABLE talk_script_picture (
  id TEXT PRIMARY KEY,
  media_type TEXT NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg')),
  bytes BYTEA NOT NULL,
  uploaded_by TEXT NOT NULL,
  uploaded_at TIMESTAMPTZ NOT NULL,
  -- WeCom's own name for it, which is good for three days.
  wecom_id TEXT,
  wecom_until TIMESTAMPTZ
);

CREATE TABLE talk_script_version (
  script_id TEXT NOT NULL REFERENCES talk_script (id),
  version INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'retired')),
  kind TEXT NOT NULL CHECK (kind IN ('text', 'link', 'image')),
  folder TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  link_url TEXT,
  picture_id TEXT REFERENCES talk_script_picture (id),
  written_by TEXT NOT NULL,
  written_at TIMESTAMPTZ NOT NULL,
  decided_by TEXT,
  decided_at TIMESTAMPTZ,
  PRIMARY KEY (script_id, version),
  CHECK ((kind = 'link') = (link_url IS NOT NULL)),
  CHECK ((kind = 'image') = (picture_id IS NOT NULL)),
  CHECK ((state = 'draft') = (decided_at IS NULL)),
  -- Nobody approves their own words.
  CHECK (state <> 'approved' OR decided_by <> written_by)
);
CREATE UNIQUE INDEX talk_script_draft ON talk_script_version (script_id) WHERE state = 'draft';
CREATE UNIQUE INDEX talk_script_approved ON talk_script_version (script_id) WHERE state = 'approved';
CREATE INDEX talk_script_version_picture ON talk_script_version (picture_id) WHERE picture_id IS NOT NULL;

CREATE TABLE talk_script_favourite (
  employee_id TEXT NOT NULL,
  script_id TEXT NOT NULL REFERENCES talk_script (id),
  PRIMARY KEY (employee_id, script_id)
);

-- How often on a day, and not by whom.
CREATE TABLE talk_script_use (
  script_id TEXT NOT NULL REFERENCES talk_script (id),
  day DATE NOT NULL,
  uses INTEGER NOT NULL,
  PRIMARY KEY (script_id, day)
);

ALTER TABLE follow_up ADD COLUMN talk_script_id TEXT REFERENCES talk_script (id);
