-- Of what is overdue, what the lead owes: given out by a lead or a rule, not planned by the employee alone. Derived: counted anew as a whole.
ALTER TABLE member_load ADD COLUMN owed INTEGER NOT NULL DEFAULT 0;
