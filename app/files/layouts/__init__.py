"""The layouts of files that the program can read, and which of them some files have."""
