"""A call line by line, for screen readers, serial lines and `TERM=dumb`: plain words in, plain words out."""
