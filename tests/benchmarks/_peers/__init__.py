"""The parts of ``peers.py``: who is compared, where each is installed, how turns are taken, and the table."""
