"""The disk: every event in one encrypted, append-only journal, committed before anybody sees its tick."""
