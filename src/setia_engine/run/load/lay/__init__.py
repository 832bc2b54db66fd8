"""Clean facts, laid down with their codes."""
