-- Where each employee worked from when, so that a credit stands in the branch of its own moment whenever it becomes known.
CREATE TABLE employee_branch (
  employee_id TEXT NOT NULL,
  from_at TIMESTAMPTZ NOT NULL,
  branch_id TEXT NOT NULL,
  PRIMARY KEY (employee_id, from_at)
);
INSERT INTO employee_branch (employee_id, from_at, branch_id) SELECT id, updated_at, branch_id FROM employee;
