-- What is sent to one employee through WeCom: one message tells of several follow-ups. Its words are kept, so that a repetition is
-- the same and WeCom drops it.
CREATE TABLE message (
  id TEXT PRIMARY KEY,
  employee_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('follow-ups', 'overdue', 'day-report')),
  day DATE NOT NULL,
  -- Three a day, whoever sends them; null once it is known that it was not delivered.
  place SMALLINT CHECK (place IN (1, 2, 3)),
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  button TEXT NOT NULL,
  url TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'refused')),
  due_at TIMESTAMPTZ,
  attempts INTEGER NOT NULL,
  refusal TEXT,
  created_at TIMESTAMPTZ NOT NULL,
  sent_at TIMESTAMPTZ,
  UNIQUE (employee_id, day, place)
);
CREATE UNIQUE INDEX message_once_a_day ON message (employee_id, day, kind) WHERE kind <> 'follow-ups';
CREATE INDEX message_due ON message (due_at) WHERE due_at IS NOT NULL;

-- A notice says of one follow-up whether its assignee was told; the message is how.
ALTER TABLE notice ADD COLUMN message_id TEXT REFERENCES message (id) ON DELETE SET NULL;
CREATE INDEX notice_by_message ON notice (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX notice_waiting ON notice (employee_id, due_at) WHERE due_at IS NOT NULL;

CREATE INDEX follow_up_open_due ON follow_up (due_at, assignee_id) WHERE state = 'open';

-- The language somebody last used, in which they are written to; Chinese until it is known.
ALTER TABLE employee ADD COLUMN locale TEXT CHECK (locale IN ('zh-CN', 'en'));
