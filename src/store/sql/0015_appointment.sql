-- The diary: appointments with any provider (R68-R74). `watched` says that a rule may still speak of one; `how` is empty
-- while it is booked; `lacking` has a bit for each thing that is not ready.

CREATE TABLE appointment (
    id BLOB PRIMARY KEY NOT NULL,
    person BLOB NOT NULL REFERENCES person (id),
    revision INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    watched INTEGER NOT NULL,
    starts_at INTEGER NOT NULL,
    on_day INTEGER NOT NULL,
    how INTEGER,
    closed_on INTEGER,
    followed_up INTEGER NOT NULL,
    lacking INTEGER NOT NULL,
    prepare_on INTEGER,
    recall_on INTEGER,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX appointment_by_person ON appointment (person);
-- The diary of a day or a week, over everybody.
CREATE INDEX appointment_by_day ON appointment (on_day, starts_at, id) WHERE withdrawn = 0;
-- Covers what triage asks of appointments, so that a start reads no bodies.
CREATE INDEX appointment_watched ON appointment (
    person, id, on_day, how, closed_on, followed_up, lacking, prepare_on, recall_on
) WHERE watched = 1 AND withdrawn = 0;
