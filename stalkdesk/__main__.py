"""`python -m stalkdesk`."""

from stalkdesk.cli import main

main()
