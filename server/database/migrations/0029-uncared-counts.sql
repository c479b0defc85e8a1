-- How many verified contacts nobody looks after, by the branches whose employees they have: a contact of two branches is counted once
-- in the branch above both. Derived: counted anew as a whole.
CREATE TABLE uncared_count (
  branches TEXT[] PRIMARY KEY,
  contacts INTEGER NOT NULL
);
