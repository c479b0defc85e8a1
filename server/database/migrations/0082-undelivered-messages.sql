-- What reached nobody, for the lead: follow-ups whose assignee was not told, overdue digests and day reports.
DROP INDEX notice_refused;
CREATE INDEX notice_undelivered ON notice (employee_id, follow_up_id) WHERE state IN ('refused', 'unknown');
CREATE INDEX message_undelivered ON message (employee_id, created_at)
  WHERE state IN ('refused', 'unknown') AND kind <> 'follow-ups';
