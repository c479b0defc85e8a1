-- A day whose closing has begun takes no entry any more. Whoever books holds the lock shared until the end of the transaction;
-- whoever begins a closing holds it alone, and so waits for all who still book on that day.
CREATE TABLE closing_begun (
  day DATE PRIMARY KEY,
  begun_at TIMESTAMPTZ NOT NULL
);

-- Each statement in here sees what was committed while the one before it waited.
CREATE FUNCTION lock_open_days() RETURNS DATE
LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('closing', 0));
  RETURN (SELECT max(day) FROM closing_begun);
END
$$;

CREATE FUNCTION refuse_closed_day() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM entered JOIN closing_begun ON closing_begun.day = entered.day) THEN
    RAISE EXCEPTION 'No entry may be dated on a day that is closed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER credit_on_open_day AFTER INSERT ON credit
  REFERENCING NEW TABLE AS entered FOR EACH STATEMENT EXECUTE FUNCTION refuse_closed_day();

-- What was signed stands beside the signature, so that it can be checked whatever is renamed later.
ALTER TABLE month_statement ADD COLUMN signed TEXT NOT NULL;

CREATE FUNCTION rename_employee_in_statements(old_id TEXT, new_id TEXT) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE month_statement SET employee_id = new_id
  WHERE employee_id = old_id
    AND EXISTS (SELECT 1 FROM employee WHERE id = new_id)
    AND NOT EXISTS (SELECT 1 FROM employee WHERE id = old_id)
    AND NOT EXISTS (
      SELECT 1 FROM month_statement AS other WHERE other.employee_id = new_id AND other.month = month_statement.month
    )
$$;

-- Who made an add that a handover has moved to somebody else; null while it is still the adder's own.
ALTER TABLE add ADD COLUMN adder_id TEXT;
CREATE UNIQUE INDEX add_by_adder ON add (contact_id, adder_id) WHERE adder_id IS NOT NULL;

-- Checks of the ledger: where the running one is, and what each found.
CREATE TABLE ledger_check (
  id TEXT PRIMARY KEY,
  phase TEXT NOT NULL CHECK (phase IN ('contacts', 'identities', 'employees', 'branches', 'statements', 'done')),
  cursor TEXT NOT NULL,
  checked INTEGER NOT NULL,
  started_at TIMESTAMPTZ NOT NULL,
  finished_at TIMESTAMPTZ,
  CHECK ((phase = 'done') = (finished_at IS NOT NULL))
);
CREATE UNIQUE INDEX ledger_check_running ON ledger_check ((finished_at IS NULL)) WHERE finished_at IS NULL;
CREATE INDEX ledger_check_finished ON ledger_check (finished_at);

CREATE TABLE ledger_difference (
  id TEXT PRIMARY KEY,
  check_id TEXT NOT NULL REFERENCES ledger_check (id),
  kind TEXT NOT NULL,
  facts JSONB NOT NULL,
  found_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX ledger_difference_by_check ON ledger_difference (check_id, id);

-- For the owner alone: makes the kept sums anew from the ledger and tells what differed. No entry is booked meanwhile.
CREATE FUNCTION rebuild_credit_sums() RETURNS TABLE (kept TEXT, key TEXT, had TEXT, has TEXT)
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  LOCK TABLE credit IN SHARE ROW EXCLUSIVE MODE;
  RETURN QUERY
    SELECT 'credit_sum', concat_ws(' ', employee_id, branch_id, day, earned_day),
      coalesce('+' || told.gained || ' -' || told.lost, 'nothing'), coalesce('+' || counted.gained || ' -' || counted.lost, 'nothing')
    FROM credit_sum AS told
    FULL JOIN (
      SELECT employee_id, branch_id, day, earned_day,
        (count(*) FILTER (WHERE amount = 1))::int AS gained, (count(*) FILTER (WHERE amount = -1))::int AS lost
      FROM credit GROUP BY employee_id, branch_id, day, earned_day
    ) AS counted USING (employee_id, branch_id, day, earned_day)
    WHERE (told.gained, told.lost) IS DISTINCT FROM (counted.gained, counted.lost)
    ORDER BY 2;
  RETURN QUERY
    SELECT 'branch_sum', concat_ws(' ', branch_id, day, earned_day),
      coalesce('+' || told.gained || ' -' || told.lost, 'nothing'), coalesce('+' || counted.gained || ' -' || counted.lost, 'nothing')
    FROM branch_sum AS told
    FULL JOIN (
      SELECT branch_id, day, earned_day,
        (count(*) FILTER (WHERE amount = 1))::int AS gained, (count(*) FILTER (WHERE amount = -1))::int AS lost
      FROM credit GROUP BY branch_id, day, earned_day
    ) AS counted USING (branch_id, day, earned_day)
    WHERE (told.gained, told.lost) IS DISTINCT FROM (counted.gained, counted.lost)
    ORDER BY 2;
  DELETE FROM credit_sum;
  INSERT INTO credit_sum (employee_id, branch_id, day, earned_day, gained, lost)
    SELECT employee_id, branch_id, day, earned_day, count(*) FILTER (WHERE amount = 1), count(*) FILTER (WHERE amount = -1)
    FROM credit GROUP BY employee_id, branch_id, day, earned_day;
  DELETE FROM branch_sum;
  INSERT INTO branch_sum (branch_id, day, earned_day, gained, lost)
    SELECT branch_id, day, earned_day, count(*) FILTER (WHERE amount = 1), count(*) FILTER (WHERE amount = -1)
    FROM credit GROUP BY branch_id, day, earned_day;
END
$$;
REVOKE ALL ON FUNCTION rebuild_credit_sums() FROM PUBLIC;
