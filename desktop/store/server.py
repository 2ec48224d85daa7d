"""An office that outgrew one PC: the same tables and the same verbs on PostgreSQL.

One deed writes at a time, as on a single PC: whoever begins one waits for the others, so that numbers, funds and the
log are given out in one order. Backups of a server are its own administrator's.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Connection, make_url

from desktop.store.database import Database
from desktop.store.errors import StoreError
from desktop.store.upgrade import run_steps

ONE_AT_A_TIME = 0x62616E67
"""The server's lock that a deed holds until it ends."""


class ServerError(StoreError):
    """The server cannot be reached or refuses."""

    def __init__(self, url: URL, detail: str) -> None:
        super().__init__(
            f"连不上数据服务器 {url.host or '本机'}（{detail}），刚才的操作没有保存。"
            "请检查网线和服务器是否开机，稍候再试；仍然不行请找管理服务器的人。"
        )


class Server(Database):
    """A database on a server: `begin()` and `read()` as of a data file."""

    is_file = False

    def __init__(self, url: str, *, read_only: bool = False) -> None:
        self._url = make_url(url).set(drivername="postgresql+pg8000")
        self.path = Path(self._url.database or "")
        self.key = None
        self.read_only = read_only
        self._when_full: Callable[[], bool] = lambda: False
        self._engine = create_engine(self._url, pool_pre_ping=True, hide_parameters=True)

    def prepare(self) -> None:
        """Makes the tables, or brings them to this program's version, in one transaction."""
        with self._said(), self._engine.begin() as connection:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})")
            run_steps(connection)

    def close(self) -> None:
        """Lets go of the server."""
        self._engine.dispose()

    def _start(self, connection: Connection, *, writing: bool) -> None:
        if writing:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    @contextmanager
    def _only(self, connection: Connection, tables: frozenset[str]) -> Generator[None]:
        """Meanwhile no row of any other table can be written: a statement that would is not sent."""

        def judge(_conn: object, _cursor: object, statement: str, *_: object) -> None:
            words = statement.replace('"', " ").split()[:3]
            verb = words[0].upper() if words else ""
            table = words[1] if verb == "UPDATE" else words[-1]
            if verb != "SELECT" and not (verb in ("INSERT", "UPDATE", "DELETE") and table in tables):
                raise PermissionError(f"{verb} {table} is no jotting")

        event.listen(connection, "before_cursor_execute", judge)
        try:
            yield
        finally:
            event.remove(connection, "before_cursor_execute", judge)

    def _explained(self, error: BaseException | None) -> StoreError | None:
        text = str(error).lower()
        if "connect" in text or "network" in text or "authentication" in text or "shutting down" in text:
            return ServerError(self._url, str(error)[:80])
        return None
