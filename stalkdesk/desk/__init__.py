"""Every use case of the desk. No terminal, no SQL: screens, commands and tests all come through here."""
