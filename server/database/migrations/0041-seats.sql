-- Whether WeCom lets the employee use its customer contact; NULL until WeCom was asked. WeCom tells no change of it by an event.
ALTER TABLE employee ADD COLUMN has_seat BOOLEAN;
ALTER TABLE employee ADD COLUMN seat_known_at TIMESTAMPTZ;
