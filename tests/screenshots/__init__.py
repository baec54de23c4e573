"""Pictures of the program for its documents, each the same at every run: `python -m tests.screenshots [FOLDER]`."""
