-- The index of words holds which entries a word is in, no longer where in them: nothing asks for phrases, and a search
-- for two common words reads half as much. What is put into it is folded and parted by spaces already (`store::search`),
-- so nothing may part it again: the tokenizer parts at what is not a letter or digit in ASCII, and takes the rest whole.
-- `store::derive` fills it.

DROP TABLE contact_words;
DELETE FROM word_place;
CREATE VIRTUAL TABLE contact_words USING fts5 (
    words, content = '', contentless_delete = 1, prefix = '2 3 4', detail = none, tokenize = 'ascii'
);
