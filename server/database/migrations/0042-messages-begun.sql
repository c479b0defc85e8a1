-- A message is begun before WeCom is asked to send it. Where nobody noted what became of it, it may have been delivered: within WeCom's
-- duplicate check it is sent again, after it nobody knows. `receipt` is WeCom's id of it, by which it can be recalled.
ALTER TABLE message ADD COLUMN begun_at TIMESTAMPTZ;
ALTER TABLE message ADD COLUMN receipt TEXT;
ALTER TABLE message DROP CONSTRAINT message_state_check;
ALTER TABLE message ADD CONSTRAINT message_state_check
  CHECK (state IN ('waiting', 'begun', 'sent', 'refused', 'unknown', 'recalling', 'recalled'));
ALTER TABLE notice DROP CONSTRAINT notice_state_check;
ALTER TABLE notice ADD CONSTRAINT notice_state_check
  CHECK (state IN ('waiting', 'sent', 'refused', 'unknown', 'recalled'));
