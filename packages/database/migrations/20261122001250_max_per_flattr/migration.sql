-- What a flattr of weight 1 may cost at most, the fee included, in the budget's currency; null where nothing but the
-- budget limits it.
ALTER TABLE budgets ADD COLUMN max_per_flattr_micros bigint CHECK (max_per_flattr_micros > 0);
