-- Draws: the same number from 0 to 16,777,215 for the same thing and the same purpose.
CREATE MACRO draw(thing, purpose) AS (hash(thing * 100 + purpose) >> 40)::BIGINT;

-- One of `many`, all equally likely.
CREATE MACRO even(thing, purpose, many) AS draw(thing, purpose) * many >> 24;

-- One of `many`, the first ones likelier: half of the draws fall on the first quarter.
CREATE MACRO skewed(thing, purpose, many) AS
    (draw(thing, purpose) * draw(thing, purpose) >> 24) * many >> 24;

-- One of `many`, the first ones much likelier: half of the draws fall on the first eighth.
CREATE MACRO steep(thing, purpose, many) AS
    ((draw(thing, purpose) * draw(thing, purpose) >> 24) * draw(thing, purpose) >> 24)
    * many >> 24;
