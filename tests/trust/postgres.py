"""A PostgreSQL server of the tests' own: made for one run, on a socket in a folder of its own, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def programs() -> Path | None:
    """Where the server's programs lie on this machine, if it has any."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    plain = shutil.which("initdb")
    if found:
        return found[-1].parent
    return Path(plain).parent if plain else None


@contextmanager
def server(where: Path) -> Generator[str]:
    """The URL of a fresh server; stopped and removed when the block ends."""
    home = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    as_other: dict[str, Any] = {}
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(home, "nobody")
        as_other = {"user": "nobody", "cwd": "/"}
    home.chmod(0o755)
    data = home / "data"
    made = [where / "initdb", "-D", data, "-U", "bangfu", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
    try:
        subprocess.run(made, check=True, capture_output=True, **as_other)
        running = subprocess.Popen(
            [where / "postgres", "-D", data, "-k", home, "-h", "", "-F"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **as_other,
        )
        try:
            for _ in range(200):
                if (home / ".s.PGSQL.5432").exists():
                    break
                time.sleep(0.05)
            else:
                raise TimeoutError("the server did not start")
            time.sleep(0.3)
            yield f"postgresql://bangfu@/postgres?unix_sock={home / '.s.PGSQL.5432'}"
        finally:
            running.terminate()
            running.wait(30)
    finally:
        shutil.rmtree(home, ignore_errors=True)
