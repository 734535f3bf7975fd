"""What a newsroom sets for its checks: rules, severities, thresholds, vocabulary, files."""
