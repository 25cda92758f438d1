"""stalkdesk: guided stalking screening for police call handlers and front desks."""

__version__ = "0.1.0"
