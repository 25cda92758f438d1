"""What was done to whom and when, as it was said. Pure: it knows no contact, no disk and no screen."""
