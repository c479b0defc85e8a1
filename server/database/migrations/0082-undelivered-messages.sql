-- Overdue digests and day reports that reached nobody, for the lead.
CREATE INDEX message_undelivered ON message (employee_id, created_at)
  WHERE state IN ('refused', 'unknown') AND kind <> 'follow-ups';
