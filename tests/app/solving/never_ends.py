"""A child process that never answers."""

import asyncio

if __name__ == "__main__":
    asyncio.run(asyncio.Event().wait())
