-- What the daily review of end-of-life care and decisions taken elsewhere are counted from (R87, R89).
ALTER TABLE standing ADD COLUMN end_of_life_on INTEGER;
ALTER TABLE standing ADD COLUMN reviewed_on INTEGER;
ALTER TABLE standing ADD COLUMN elsewhere_on INTEGER;
