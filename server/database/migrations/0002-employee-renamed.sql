-- WeCom lets an admin rename a userid. The ledger only grows, so what the app may do to it here is this and nothing else:
-- carry entries over to the new id of an employee whose old id is gone.
CREATE FUNCTION rename_employee_in_ledger(old_id TEXT, new_id TEXT) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE credit SET employee_id = new_id
  WHERE employee_id = old_id
    AND EXISTS (SELECT 1 FROM employee WHERE id = new_id)
    AND NOT EXISTS (SELECT 1 FROM employee WHERE id = old_id)
$$;
