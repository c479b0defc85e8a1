-- Directory: branches, employees and who leads what. Ids are WeCom's, employees' lower-cased since WeCom compares them so.
CREATE TABLE branch (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  parent_id TEXT,
  position INTEGER NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL,
  removed_at TIMESTAMPTZ
);
CREATE INDEX branch_by_parent ON branch (parent_id);

CREATE TABLE employee (
  id TEXT PRIMARY KEY CHECK (id = lower(id)),
  userid TEXT NOT NULL,
  name TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  position TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('teller', 'accountManager')),
  state TEXT NOT NULL CHECK (state IN ('active', 'disabled', 'left')),
  joined_at TIMESTAMPTZ,
  left_at TIMESTAMPTZ,
  updated_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX employee_by_branch ON employee (branch_id);

CREATE TABLE branch_lead (
  branch_id TEXT NOT NULL,
  employee_id TEXT NOT NULL,
  PRIMARY KEY (branch_id, employee_id)
);
CREATE INDEX branch_lead_by_employee ON branch_lead (employee_id);

-- Contacts and relations. relation_fact is what was learned, in whatever order; relation is derived from it.
CREATE TABLE contact (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  avatar TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('wechat', 'wecom')),
  unionid TEXT,
  created_at TIMESTAMPTZ NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE relation_fact (
  employee_id TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('started', 'ended')),
  at TIMESTAMPTZ NOT NULL,
  ended_by TEXT CHECK (ended_by IN ('employee', 'contact', 'transfer')),
  source TEXT NOT NULL CHECK (source IN ('event', 'import', 'details')),
  learned_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (employee_id, contact_id, kind, at),
  CHECK ((kind = 'ended') = (ended_by IS NOT NULL))
);

CREATE TABLE relation (
  employee_id TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  started_at TIMESTAMPTZ NOT NULL,
  ended_at TIMESTAMPTZ,
  ended_by TEXT CHECK (ended_by IN ('employee', 'contact', 'transfer')),
  PRIMARY KEY (employee_id, contact_id, started_at),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE UNIQUE INDEX relation_live ON relation (employee_id, contact_id) WHERE ended_at IS NULL;
CREATE INDEX relation_by_contact ON relation (contact_id);

-- What WeCom keeps per employee and contact beside the relation itself.
CREATE TABLE relation_profile (
  employee_id TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  add_way INTEGER NOT NULL,
  channel TEXT NOT NULL,
  remark TEXT NOT NULL,
  tags JSONB NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (employee_id, contact_id)
);

-- Adds: one per employee and contact, since removing and adding again starts no new chance. The verdict is derived and kept for lists.
CREATE TABLE add (
  id TEXT PRIMARY KEY,
  employee_id TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  started_at TIMESTAMPTZ NOT NULL,
  policy_id TEXT,
  private_at TIMESTAMPTZ,
  verdict_status TEXT NOT NULL CHECK (verdict_status IN ('awaiting', 'effective', 'held', 'void')),
  verdict_reason TEXT,
  verdict_since TIMESTAMPTZ NOT NULL,
  window_ends_at TIMESTAMPTZ,
  settle_at TIMESTAMPTZ,
  UNIQUE (employee_id, contact_id)
);
CREATE INDEX add_by_contact ON add (contact_id);
CREATE INDEX add_by_employee_start ON add (employee_id, started_at DESC, id);
CREATE INDEX add_by_employee_status ON add (employee_id, verdict_status, window_ends_at, id);
CREATE INDEX add_due ON add (settle_at) WHERE settle_at IS NOT NULL;

-- The ledger: append-only, one credit per identity bank-wide. Odd steps give, even steps take back.
CREATE TABLE credit (
  subject TEXT NOT NULL,
  step INTEGER NOT NULL CHECK (step >= 1),
  amount SMALLINT NOT NULL,
  add_id TEXT NOT NULL,
  employee_id TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  day DATE NOT NULL,
  earned_day DATE NOT NULL,
  reason TEXT NOT NULL,
  recorded_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (subject, step),
  CHECK ((step % 2 = 1 AND amount = 1) OR (step % 2 = 0 AND amount = -1))
);
CREATE INDEX credit_by_employee_day ON credit (employee_id, day);
CREATE INDEX credit_by_branch_day ON credit (branch_id, day);
CREATE INDEX credit_by_add ON credit (add_id);

CREATE TABLE target_policy (
  id TEXT PRIMARY KEY,
  scope TEXT NOT NULL CHECK (scope IN ('branch', 'role', 'employee')),
  branch_id TEXT,
  role TEXT,
  employee_id TEXT,
  valid_from DATE NOT NULL,
  valid_to DATE,
  amount INTEGER NOT NULL CHECK (amount >= 0 AND amount <= 500),
  per TEXT NOT NULL CHECK (per IN ('day', 'month')),
  parameters JSONB NOT NULL,
  created_by TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE calendar_day (
  day DATE PRIMARY KEY,
  weight REAL NOT NULL CHECK (weight IN (0, 0.5, 1)),
  name TEXT NOT NULL,
  source TEXT NOT NULL
);

-- Verification: the contact's state, links, openings of links, requests to the provider, results, consents.
CREATE TABLE verification (
  contact_id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('none', 'prompted', 'opened', 'submitted', 'challenge', 'verified', 'failed', 'declined', 'revoked')),
  since TIMESTAMPTZ NOT NULL,
  failure TEXT
);

CREATE TABLE prompt (
  id TEXT PRIMARY KEY,
  contact_id TEXT NOT NULL,
  employee_id TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  created_at TIMESTAMPTZ NOT NULL,
  sent_at TIMESTAMPTZ,
  opened_at TIMESTAMPTZ,
  expires_at TIMESTAMPTZ NOT NULL,
  failed_attempts INTEGER NOT NULL,
  ended_at TIMESTAMPTZ,
  ended_because TEXT CHECK (ended_because IN ('replaced', 'unsent', 'expired', 'declined', 'verified', 'too-many-attempts'))
);
CREATE UNIQUE INDEX prompt_live ON prompt (contact_id) WHERE ended_at IS NULL;
CREATE INDEX prompt_by_contact ON prompt (contact_id, sent_at);
CREATE INDEX prompt_due ON prompt (expires_at) WHERE ended_at IS NULL;

CREATE TABLE opening (
  id TEXT PRIMARY KEY,
  prompt_id TEXT NOT NULL,
  cookie_hash TEXT NOT NULL UNIQUE,
  state_hash TEXT UNIQUE,
  code_hash TEXT,
  code_expires_at TIMESTAMPTZ,
  recipient TEXT CHECK (recipient IN ('confirmed', 'unconfirmed', 'another')),
  created_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX opening_by_prompt ON opening (prompt_id);

CREATE TABLE identity_request (
  id TEXT PRIMARY KEY,
  contact_id TEXT NOT NULL,
  prompt_id TEXT NOT NULL,
  opening_id TEXT NOT NULL,
  recipient TEXT NOT NULL CHECK (recipient IN ('confirmed', 'unconfirmed')),
  provider_id TEXT,
  state TEXT NOT NULL CHECK (state IN ('sending', 'pending', 'challenge', 'verified', 'failed')),
  version INTEGER NOT NULL,
  masked_phone TEXT,
  submitted_at TIMESTAMPTZ NOT NULL,
  ask_again_at TIMESTAMPTZ
);
CREATE INDEX identity_request_by_contact ON identity_request (contact_id);
CREATE INDEX identity_request_due ON identity_request (ask_again_at) WHERE ask_again_at IS NOT NULL;

CREATE TABLE identity_result (
  request_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  contact_id TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('verified', 'failed')),
  reason TEXT,
  assurance TEXT,
  recipient TEXT NOT NULL CHECK (recipient IN ('confirmed', 'unconfirmed')),
  subject TEXT,
  subject_ref TEXT,
  masked_name TEXT,
  account_holder BOOLEAN,
  is_employee BOOLEAN,
  decided_at TIMESTAMPTZ NOT NULL,
  received_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (request_id, version)
);
CREATE INDEX identity_result_by_contact ON identity_result (contact_id);
CREATE INDEX identity_result_by_subject ON identity_result (subject);

CREATE TABLE webhook_seen (
  id TEXT PRIMARY KEY,
  received_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE consent (
  id TEXT PRIMARY KEY,
  contact_id TEXT NOT NULL,
  opening_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('sensitive', 'provider')),
  text_version TEXT NOT NULL,
  locale TEXT NOT NULL,
  recipient_name TEXT,
  build TEXT NOT NULL,
  given_at TIMESTAMPTZ NOT NULL,
  withdrawn_at TIMESTAMPTZ
);
CREATE INDEX consent_by_contact ON consent (contact_id);

-- Follow-ups and what the employee is told of them.
CREATE TABLE follow_up (
  id TEXT PRIMARY KEY,
  contact_id TEXT NOT NULL,
  assignee_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  reason TEXT NOT NULL,
  due_at TIMESTAMPTZ NOT NULL,
  priority TEXT NOT NULL CHECK (priority IN ('normal', 'high')),
  state TEXT NOT NULL CHECK (state IN ('open', 'completed', 'cancelled')),
  origin TEXT NOT NULL CHECK (origin IN ('lead', 'rule', 'employee')),
  created_by TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  outcome TEXT,
  note TEXT,
  closed_at TIMESTAMPTZ,
  closed_itself BOOLEAN NOT NULL
);
CREATE INDEX follow_up_by_assignee ON follow_up (assignee_id, state, due_at, id);
CREATE INDEX follow_up_by_contact ON follow_up (contact_id);

CREATE TABLE follow_up_change (
  id TEXT PRIMARY KEY,
  follow_up_id TEXT NOT NULL REFERENCES follow_up (id),
  kind TEXT NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  by TEXT NOT NULL,
  facts JSONB NOT NULL
);
CREATE INDEX follow_up_change_by_follow_up ON follow_up_change (follow_up_id, at);

CREATE TABLE notice (
  id TEXT PRIMARY KEY,
  employee_id TEXT NOT NULL,
  follow_up_id TEXT NOT NULL UNIQUE REFERENCES follow_up (id),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'refused')),
  due_at TIMESTAMPTZ,
  attempts INTEGER NOT NULL,
  refusal TEXT,
  created_at TIMESTAMPTZ NOT NULL,
  sent_at TIMESTAMPTZ
);
CREATE INDEX notice_due ON notice (due_at) WHERE due_at IS NOT NULL;

-- The event log of callbacks: acknowledged only once its row is durable.
CREATE TABLE callback_event (
  seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  xml TEXT NOT NULL,
  contact_id TEXT,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'dead')),
  attempts INTEGER NOT NULL,
  due_at TIMESTAMPTZ,
  fault TEXT,
  received_at TIMESTAMPTZ NOT NULL,
  done_at TIMESTAMPTZ
);
CREATE INDEX callback_event_due ON callback_event (due_at, seq) WHERE due_at IS NOT NULL;

-- Sign-in, sessions, writes that may be repeated, audit, shared tokens, progress of imports, settings.
CREATE TABLE sign_in (
  state_hash TEXT PRIMARY KEY,
  browser_hash TEXT NOT NULL,
  return_to TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  used_at TIMESTAMPTZ
);

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  employee_id TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  seen_at TIMESTAMPTZ NOT NULL,
  ended_at TIMESTAMPTZ
);
CREATE INDEX session_by_employee ON session (employee_id);

CREATE TABLE idempotent_write (
  actor_id TEXT NOT NULL,
  key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status INTEGER,
  reply JSONB,
  created_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (actor_id, key)
);

CREATE TABLE audit (
  id TEXT PRIMARY KEY,
  at TIMESTAMPTZ NOT NULL,
  actor_id TEXT NOT NULL,
  action TEXT NOT NULL,
  object_kind TEXT NOT NULL,
  object_id TEXT NOT NULL,
  facts JSONB NOT NULL
);
CREATE INDEX audit_by_object ON audit (object_kind, object_id, at);

CREATE TABLE shared_token (
  kind TEXT PRIMARY KEY,
  sealed TEXT,
  fetched_at TIMESTAMPTZ,
  expires_at TIMESTAMPTZ,
  lease_owner TEXT,
  lease_until TIMESTAMPTZ
);

CREATE TABLE import_progress (
  name TEXT PRIMARY KEY,
  cursor TEXT NOT NULL,
  done INTEGER NOT NULL,
  total INTEGER NOT NULL,
  started_at TIMESTAMPTZ NOT NULL,
  finished_at TIMESTAMPTZ
);

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value JSONB NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL
);
