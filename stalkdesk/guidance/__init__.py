"""What a force may replace without code: the files of `data/`, found and loaded."""
