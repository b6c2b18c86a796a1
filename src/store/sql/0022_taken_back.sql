-- What a person was told and does not hold any more: of an item the day on which its answer was taken back and the day on
-- which it was known for which day it is booked, of an
-- appointment the day on which it was called off or moved, while they do not know; and the appointment that came after (R67).

ALTER TABLE item ADD COLUMN taken_back_on INTEGER;
ALTER TABLE item ADD COLUMN booked_since INTEGER;
DROP INDEX item_open;
CREATE INDEX item_open ON item (
    person, id, kind, waiting, asked_on, expected_on, answered_on, chases, chased_on, told_on, rung,
    booked_on, booked_told, appointment, ongoing, taken_back_on,
    booked_since
) WHERE open = 1 AND withdrawn = 0;
ALTER TABLE appointment ADD COLUMN off_on INTEGER;
ALTER TABLE appointment ADD COLUMN next BLOB;
DROP INDEX appointment_watched;
CREATE INDEX appointment_watched ON appointment (
    person, id, on_day, how, closed_on, followed_up, lacking, prepare_on, recall_on, off_on, next
) WHERE watched = 1 AND withdrawn = 0;
