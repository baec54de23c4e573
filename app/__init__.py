"""The core of IRO Tracker: what is true, what may be asked and what may be changed; it knows no screen and no database."""

VERSION = "0.1.0"
