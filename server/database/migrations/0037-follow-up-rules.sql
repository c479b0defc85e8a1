-- Rules that make follow-ups by themselves, as operators have set them.
CREATE TABLE follow_up_rule (
  rule TEXT PRIMARY KEY CHECK (rule IN ('promptAgain', 'firstConversation', 'cameBack')),
  enabled BOOLEAN NOT NULL,
  after_hours INTEGER NOT NULL CHECK (after_hours >= 1 AND after_hours <= 720),
  -- NULL: the rule's own words, in the assignee's language.
  title TEXT,
  talk_script_id TEXT REFERENCES talk_script (id),
  -- What happened before is left to the leads, so that a rule that is switched on floods nobody.
  looks_from TIMESTAMPTZ NOT NULL,
  changed_by TEXT NOT NULL,
  changed_at TIMESTAMPTZ NOT NULL
);

ALTER TABLE follow_up ADD COLUMN rule TEXT CHECK (rule IN ('promptAgain', 'firstConversation', 'cameBack'));
CREATE UNIQUE INDEX follow_up_open_per_rule ON follow_up (contact_id, rule) WHERE state = 'open' AND rule IS NOT NULL;

-- Of one that comes again: the day it stands for, whatever it was postponed to, and the day of the month the series began on (31 stays
-- 31 over February). follows_id: each has at most one after it, however often its completion arrives.
ALTER TABLE follow_up ADD COLUMN repeats TEXT CHECK (repeats IN ('day', 'week', 'month'));
ALTER TABLE follow_up ADD COLUMN stands_for DATE;
ALTER TABLE follow_up ADD COLUMN month_day SMALLINT CHECK (month_day >= 1 AND month_day <= 31);
ALTER TABLE follow_up ADD COLUMN follows_id TEXT UNIQUE;
ALTER TABLE follow_up ADD CHECK ((repeats IS NULL) = (stands_for IS NULL) AND (repeats IS NULL) = (month_day IS NULL));
ALTER TABLE assignment ADD COLUMN repeats TEXT CHECK (repeats IN ('day', 'week', 'month'));

-- What a rule looks at each hour, oldest first, without reading two million adds.
CREATE INDEX add_awaiting_start ON add (started_at, contact_id) WHERE verdict_status = 'awaiting' AND private_at IS NULL;
CREATE INDEX verification_verified_since ON verification (since, contact_id) WHERE state = 'verified';
CREATE INDEX relation_live_start ON relation (started_at, contact_id) WHERE ended_at IS NULL;
