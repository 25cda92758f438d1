"""The screens, one a file. They show views and pass on what was said; what it means is decided below."""
