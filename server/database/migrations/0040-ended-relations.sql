-- Whose relation ended in a span of time: what is known of them is forgotten a year later.
CREATE INDEX relation_ended ON relation (ended_at) WHERE ended_at IS NOT NULL;
