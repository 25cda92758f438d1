"""Getting a final revision to the force's system: the outbox, what is agreed with the other end, the ways there."""
