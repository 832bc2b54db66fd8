"""One kind of finding a file; none knows another."""
