"""Who is logged in, as the operating system knows it: what the environment says is anybody's to set, so it is not asked."""

import os
import sys

if sys.platform == "win32":

    def system_login() -> str:
        """The login of this process; on Windows Python asks GetUserNameW for it, and not %USERNAME%."""
        return os.getlogin()

else:
    import pwd

    def system_login() -> str:
        """The login of whoever runs this process; getlogin would ask the terminal instead, which scheduled work has none of."""
        number = os.getuid()
        try:
            return pwd.getpwuid(number).pw_name
        except KeyError:
            return f"user {number}"
