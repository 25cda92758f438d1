"""The question engine: what to ask next, what the answers mean, how high the concern is, and why.

Pure: no clock, no randomness, no terminal, no disk. Read `conditions` for what a condition is,
`relevance` for which questions are asked, `concern` for the level, `assess` for all of it at once.
"""
