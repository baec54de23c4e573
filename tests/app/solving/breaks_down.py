"""A child process that ends before it has answered."""

import sys

if __name__ == "__main__":
    sys.exit(3)
