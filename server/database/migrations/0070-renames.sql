-- The ledger only grows, so an employee's entries move to another id in one way only: WeCom has renamed the userid. The app may ask for
-- that; whether it can be true is judged here, by what the app cannot write.

-- When WeCom first and last told of an employee, counted in readings; and in which transaction, since one reading comes in parts.
CREATE SEQUENCE employee_reading;
CREATE TABLE employee_sighting (
  employee_id TEXT PRIMARY KEY,
  first_reading BIGINT NOT NULL,
  first_in XID8 NOT NULL,
  last_reading BIGINT NOT NULL,
  last_in XID8 NOT NULL
);
INSERT INTO employee_sighting SELECT id, 0, pg_current_xact_id(), 0, pg_current_xact_id() FROM employee;

CREATE FUNCTION note_new_employees() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO employee_sighting (employee_id, first_reading, first_in, last_reading, last_in)
    SELECT seen.id, reading.number, pg_current_xact_id(), reading.number, pg_current_xact_id()
    FROM (SELECT nextval('employee_reading') AS number) AS reading CROSS JOIN seen
  ON CONFLICT (employee_id) DO NOTHING;
  RETURN NULL;
END
$$;
CREATE TRIGGER employee_first_seen AFTER INSERT ON employee
  REFERENCING NEW TABLE AS seen FOR EACH STATEMENT EXECUTE FUNCTION note_new_employees();

CREATE FUNCTION note_seen_employees() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE employee_sighting SET last_reading = reading.number, last_in = pg_current_xact_id()
  FROM (SELECT nextval('employee_reading') AS number) AS reading CROSS JOIN seen JOIN known ON known.id = seen.id
  WHERE employee_sighting.employee_id = seen.id AND seen.state <> 'left' AND seen.updated_at <> known.updated_at;
  RETURN NULL;
END
$$;
CREATE TRIGGER employee_seen AFTER UPDATE ON employee
  REFERENCING OLD TABLE AS known NEW TABLE AS seen FOR EACH STATEMENT EXECUTE FUNCTION note_seen_employees();

-- Every rename, for good: an id is given up once, and taken over once.
CREATE TABLE employee_rename (
  old_id TEXT PRIMARY KEY,
  new_id TEXT NOT NULL UNIQUE,
  renamed_at TIMESTAMPTZ NOT NULL
);

DROP FUNCTION rename_employee_in_ledger(TEXT, TEXT);
DROP FUNCTION merge_adds_in_ledger(TEXT, TEXT);
DROP FUNCTION rename_employee_in_statements(TEXT, TEXT);

-- Refused where both are people: one of whom WeCom still told when it told of the other already. Where both ids have an add of one
-- contact, the entries of the one that goes move to the one that stays.
CREATE FUNCTION rename_employee(from_id TEXT, to_id TEXT, at TIMESTAMPTZ) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM employee WHERE id IN (from_id, to_id) ORDER BY id FOR UPDATE;
  IF NOT EXISTS (SELECT 1 FROM employee WHERE id = from_id) THEN
    RAISE EXCEPTION 'Nobody has the id % to be renamed', from_id USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM employee_rename WHERE old_id = to_id) THEN
    RAISE EXCEPTION 'The id % was given up by somebody else', to_id USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM employee WHERE id = to_id) AND NOT EXISTS (
    SELECT 1 FROM employee_sighting AS gone JOIN employee_sighting AS came ON came.employee_id = to_id
    WHERE gone.employee_id = from_id AND gone.last_reading < came.first_reading AND gone.last_in <> came.first_in
  ) THEN
    RAISE EXCEPTION '% and % were told of together: they are two people', from_id, to_id USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO employee_rename (old_id, new_id, renamed_at) VALUES (from_id, to_id, at);

  UPDATE credit SET add_id = kept.id
    FROM add AS gone JOIN add AS kept ON kept.contact_id = gone.contact_id
    WHERE credit.add_id = gone.id AND gone.employee_id = to_id AND kept.employee_id = from_id;
  DELETE FROM employee WHERE id = to_id;
  UPDATE employee SET id = to_id, userid = to_id WHERE id = from_id;
  DELETE FROM employee_sighting WHERE employee_id = to_id;
  UPDATE employee_sighting SET employee_id = to_id WHERE employee_id = from_id;

  UPDATE credit SET employee_id = to_id WHERE employee_id = from_id;
  INSERT INTO credit_sum AS kept (employee_id, branch_id, day, earned_day, gained, lost)
    SELECT to_id, branch_id, day, earned_day, gained, lost FROM credit_sum WHERE employee_id = from_id
  ON CONFLICT (employee_id, day, branch_id, earned_day)
    DO UPDATE SET gained = kept.gained + excluded.gained, lost = kept.lost + excluded.lost;
  DELETE FROM credit_sum WHERE employee_id = from_id;
  UPDATE closed_day SET employee_id = to_id
    WHERE employee_id = from_id
      AND NOT EXISTS (SELECT 1 FROM closed_day AS other WHERE other.employee_id = to_id AND other.day = closed_day.day);
  UPDATE month_statement SET employee_id = to_id
    WHERE employee_id = from_id
      AND NOT EXISTS (
        SELECT 1 FROM month_statement AS other WHERE other.employee_id = to_id AND other.month = month_statement.month
      );
END
$$;

-- Whoever may run a trigger's function can hang it on a table of their own and write through it.
REVOKE ALL ON FUNCTION rename_employee(TEXT, TEXT, TIMESTAMPTZ), note_new_employees(), note_seen_employees(), keep_credit_sums()
  FROM PUBLIC;
