-- Prompting again, a first conversation and a welcome back are the same follow-up whatever they are called; of calls, visits, messages
-- and others the title says what they are about. Of those that are open twice already the first stays in the rule.
UPDATE follow_up SET once_in = NULL
FROM (
  SELECT follow_up.id,
    row_number() OVER (PARTITION BY contact_id, kind, once_in ORDER BY created_at, id) AS nth
  FROM follow_up
  WHERE state = 'open' AND once_in IS NOT NULL AND kind IN ('promptAgain', 'firstConversation', 'cameBack')
) AS same
WHERE same.id = follow_up.id AND same.nth > 1;

DROP INDEX follow_up_open_once;
CREATE UNIQUE INDEX follow_up_open_once ON follow_up (
  contact_id,
  kind,
  (CASE WHEN kind IN ('promptAgain', 'firstConversation', 'cameBack') THEN '' ELSE title END),
  once_in
) WHERE state = 'open';

-- To prompt once more is no conversation, so what was kept of the step "followed up" is counted anew.
DELETE FROM cohort_progress;
