-- What each user saw of the list when they last left it, so that they can be told what changed since.
-- `seen` is the list in the form of `domain::triage::changes`; what cannot be read there is passed over.

CREATE TABLE visit (
    login TEXT PRIMARY KEY NOT NULL,
    at_at INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    seen BLOB NOT NULL
) STRICT;
