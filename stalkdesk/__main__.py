"""`python -m stalkdesk`."""

from stalkdesk.start import main

main()
