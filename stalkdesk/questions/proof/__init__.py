"""Proof: what can be shown of a question set before anybody is asked anything.

`check` gathers it all. `space` says which answers can be told apart, `ways` how a condition comes
true, `monotone` that no risk lowers the level, `reach` what is never asked or never matters.
"""
