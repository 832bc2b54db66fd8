"""The command line: reads files and the clock, calls the engine, writes for people."""
