"""A record as the next person reads it."""
