"""The Files page: files in, looked at before anything is written, and sheets out."""
