-- Views: what people can be filtered by beside what their row in the list says, and the views that were saved.

-- What each open person can be filtered by: worked out from record and team in the transaction of every write.
CREATE TABLE facet (
    kind INTEGER NOT NULL,
    value TEXT NOT NULL,
    person BLOB NOT NULL REFERENCES person (id),
    words TEXT NOT NULL,
    PRIMARY KEY (kind, value, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX facet_by_person ON facet (person);

-- When something was last written about each person.
ALTER TABLE standing ADD COLUMN changed_at INTEGER;
UPDATE standing SET changed_at = (
    SELECT max(at_at) FROM journal
    WHERE writes <> ''
      AND seq IN (SELECT seq FROM journal AS one WHERE one.person = standing.person
                  UNION ALL
                  SELECT seq FROM journal_people WHERE journal_people.person = standing.person)
);

-- Views saved by name, for everybody who opens the store. A view that is changed or removed is a further row: the one
-- with the highest revision holds.
CREATE TABLE saved_view (
    name_key TEXT NOT NULL,
    revision INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    login TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (name_key, revision)
) STRICT, WITHOUT ROWID;
