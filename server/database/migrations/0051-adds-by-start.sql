-- A version that begins today is given to the adds of today, whenever they were recorded.
CREATE INDEX add_by_start ON add (started_at, id);
