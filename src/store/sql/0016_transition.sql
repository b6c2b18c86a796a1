-- Moves from one place, service or lead to another, and what triage asks of a conversation and a review in their light.

CREATE TABLE transition (
    id BLOB PRIMARY KEY NOT NULL,
    person BLOB NOT NULL REFERENCES person (id),
    revision INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    watched INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    at_at INTEGER NOT NULL,
    asked_on INTEGER,
    open INTEGER NOT NULL,
    acknowledged INTEGER NOT NULL,
    named INTEGER NOT NULL,
    called INTEGER NOT NULL,
    explained INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX transition_by_person ON transition (person);
-- Covers what triage asks of moves, so that a start reads no bodies.
CREATE INDEX transition_watched ON transition (
    person, id, kind, at_at, asked_on, open, acknowledged, named, called, explained
) WHERE watched = 1 AND withdrawn = 0;

-- The instant at which they were last spoken with (UTC), and the day of the last review of the plan.
ALTER TABLE standing ADD COLUMN spoken_at INTEGER;
ALTER TABLE standing ADD COLUMN review_held_on INTEGER;
