-- The first schema. Released files are never edited; a change is a new file.
-- Each record is one JSON body beside the columns that queries need: what can be kept can be handed on.
-- `_on` columns are days since 1 Jan 0001 (London dates); `_at` columns are milliseconds since 1970 (UTC).
-- `withdrawn` rows are out of sight and stay: nothing is ever deleted.

CREATE TABLE person (
    id BLOB PRIMARY KEY NOT NULL,
    revision INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    nhs_number TEXT,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX person_by_nhs_number ON person (nhs_number) WHERE nhs_number IS NOT NULL;

CREATE TABLE member (
    id BLOB PRIMARY KEY NOT NULL,
    person BLOB NOT NULL REFERENCES person (id),
    revision INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX member_by_person ON member (person);

CREATE TABLE words (
    id BLOB PRIMARY KEY NOT NULL,
    person BLOB NOT NULL REFERENCES person (id),
    revision INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX words_by_person ON words (person);

CREATE TABLE plan (
    id BLOB PRIMARY KEY NOT NULL,
    person BLOB NOT NULL REFERENCES person (id),
    revision INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    body TEXT NOT NULL
) STRICT;
-- Exactly one live plan a person (R30).
CREATE UNIQUE INDEX plan_by_person ON plan (person) WHERE withdrawn = 0;

CREATE TABLE item (
    id BLOB PRIMARY KEY NOT NULL,
    person BLOB NOT NULL REFERENCES person (id),
    revision INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    open INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    waiting INTEGER NOT NULL,
    asked_on INTEGER NOT NULL,
    expected_on INTEGER,
    answered_on INTEGER,
    chases INTEGER NOT NULL,
    chased_on INTEGER,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX item_by_person ON item (person);
-- Covers what triage asks of open items, so that a start reads no bodies.
CREATE INDEX item_open ON item (
    person, id, kind, waiting, asked_on, expected_on, answered_on, chases, chased_on
) WHERE open = 1 AND withdrawn = 0;

CREATE TABLE contact (
    id BLOB PRIMARY KEY NOT NULL,
    person BLOB NOT NULL REFERENCES person (id),
    revision INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    at_at INTEGER NOT NULL,
    spoke INTEGER NOT NULL,
    corrects BLOB,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX contact_by_person ON contact (person, at_at DESC, id DESC) WHERE withdrawn = 0;
-- What corrects an entry: a corrected one no longer says when somebody was spoken with.
CREATE INDEX contact_by_corrected ON contact (corrects) WHERE corrects IS NOT NULL AND withdrawn = 0;

-- What triage knows about each person: renewed in the transaction of every write that touches them.
CREATE TABLE standing (
    person BLOB PRIMARY KEY NOT NULL REFERENCES person (id),
    open INTEGER NOT NULL,
    name TEXT NOT NULL,
    called TEXT NOT NULL,
    born_on INTEGER,
    tier INTEGER NOT NULL,
    joined_on INTEGER NOT NULL,
    pause_until_on INTEGER,
    spoken_on INTEGER,
    contact_every_days INTEGER,
    last_on INTEGER,
    last_reached INTEGER,
    last_next_on INTEGER,
    review_due_on INTEGER,
    review_by_on INTEGER,
    gaps INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What each person can be found by, folded (R14).
CREATE TABLE finding (
    person BLOB PRIMARY KEY NOT NULL REFERENCES person (id),
    open INTEGER NOT NULL,
    keys TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Every body that was replaced, so that any earlier state can be shown and brought back.
CREATE TABLE history (
    kind INTEGER NOT NULL,
    id BLOB NOT NULL,
    revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (kind, id, revision)
) STRICT, WITHOUT ROWID;

-- Who ran which command when, touching what: a chain of hashes, one row a transaction.
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY NOT NULL,
    at_at INTEGER NOT NULL,
    login TEXT NOT NULL,
    command TEXT NOT NULL,
    person BLOB,
    note TEXT NOT NULL,
    writes TEXT NOT NULL,
    undoes INTEGER,
    chain BLOB NOT NULL
) STRICT;
CREATE INDEX journal_by_person ON journal (person) WHERE person IS NOT NULL;
CREATE UNIQUE INDEX journal_undone ON journal (undoes) WHERE undoes IS NOT NULL;

-- Whom a row is about that is about several people, such as an import.
CREATE TABLE journal_people (
    person BLOB NOT NULL,
    seq INTEGER NOT NULL REFERENCES journal (seq),
    PRIMARY KEY (person, seq)
) STRICT, WITHOUT ROWID;

-- Texts and forms that are being typed. Never a committed record, never thrown away silently.
CREATE TABLE draft (
    login TEXT NOT NULL,
    place TEXT NOT NULL,
    subject BLOB NOT NULL,
    base_revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (login, place, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE user (
    login TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    role INTEGER NOT NULL,
    added_at INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT;
