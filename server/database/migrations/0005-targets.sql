-- Cancelled leave is asked for as well: a target that was fixed before the cancelling keeps it.
CREATE INDEX leave_of_employee ON leave (employee_id, last_day);
