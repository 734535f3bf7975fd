"""Check copy: one draft, or many files."""
