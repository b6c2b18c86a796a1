-- Since when a lead who is not the named GP leads (R16): from then on it is asked why. Worked out from the members of a
-- care team; `store::derive` fills the column.

ALTER TABLE standing ADD COLUMN lead_since_on INTEGER;
