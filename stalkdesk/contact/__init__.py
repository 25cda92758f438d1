"""A contact, a call or a walk-in, is the fold of its events. Pure: time and ids come in as arguments."""
