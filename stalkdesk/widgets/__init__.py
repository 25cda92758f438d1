"""The parts of the screens. They get a view and draw it; none of them holds an answer."""
