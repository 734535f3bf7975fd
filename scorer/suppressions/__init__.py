"""Leave to keep what a rule finds: inline, beside the copy, in a baseline, and what did not change."""
