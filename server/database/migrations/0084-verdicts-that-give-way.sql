-- Time alone may give these another verdict, and nothing said when: each is looked at again.
UPDATE add SET settle_at = to_timestamp(0)
WHERE verdict_status = 'void' AND verdict_reason IN ('same-person', 'rejected') AND settle_at IS NULL;
