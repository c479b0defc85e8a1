-- When somebody was found who was not there at the first import; their joining day may have to be entered.
ALTER TABLE employee ADD COLUMN found_at TIMESTAMPTZ;
CREATE INDEX employee_found ON employee (found_at) WHERE found_at IS NOT NULL;
CREATE INDEX employee_joined ON employee (joined_at) WHERE joined_at IS NOT NULL;
