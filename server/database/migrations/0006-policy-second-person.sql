-- A change may also withdraw versions that have not begun, and whoever refuses it says why. A change that touches more than
-- 100 people is decided by somebody else than who proposed it, whatever the server may have overlooked.
ALTER TABLE policy_change
  ADD COLUMN withdrawals JSONB NOT NULL DEFAULT '[]',
  ADD COLUMN decision_reason TEXT,
  ADD CONSTRAINT policy_change_second_person
    CHECK (affected <= 100 OR state NOT IN ('applied', 'refused') OR decided_by <> proposed_by);
