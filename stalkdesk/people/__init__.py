"""Who somebody is, as far as it was said: names, numbers and dates brought into one form. Pure: it knows no contact,
no disk and no screen. What was typed is never changed; what was understood stands beside it."""
