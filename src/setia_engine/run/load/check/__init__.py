"""Whether every cell and key keeps the contract, and what happens when one does not."""
