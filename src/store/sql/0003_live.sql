-- Whom a row about several people is about, found from the row: what others wrote shows up without reading everything.

CREATE INDEX journal_people_by_seq ON journal_people (seq);
