-- The words of every contact, so that any of a million is found while one types. `place` orders entries by the time of
-- the contact: the newest come first without sorting. The index holds words, not texts; those stay with the contact.

CREATE TABLE word_place (
    place INTEGER PRIMARY KEY NOT NULL,
    contact BLOB NOT NULL UNIQUE
) STRICT;

CREATE VIRTUAL TABLE contact_words USING fts5 (
    words, content = '', contentless_delete = 1, prefix = '2 3 4',
    tokenize = 'unicode61 remove_diacritics 2'
);
