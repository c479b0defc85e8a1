-- What the employee says to a review, in their own words.
ALTER TABLE review
  ADD COLUMN explanation TEXT,
  ADD COLUMN explained_at TIMESTAMPTZ;

-- An appeal goes against one rejection; what came of it is final.
ALTER TABLE appeal ADD COLUMN review_id TEXT NOT NULL;
CREATE UNIQUE INDEX appeal_of_review ON appeal (review_id);

-- The queue, oldest first, and the appeals that wait.
CREATE INDEX review_opened ON review (opened_at, id);
CREATE INDEX appeal_open ON appeal (review_id) WHERE decided_at IS NULL;
