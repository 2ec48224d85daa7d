"""One window an office (第二次启动): a second start of the program brings the first window forward and ends."""

from __future__ import annotations

import ctypes
import getpass
import hashlib
import sys
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

RAISE, DONE = b"raise\n", b"done\n"
PATIENCE = 2_000
"""Milliseconds the first program has to answer; one that hangs does not keep the second from starting."""


class Single(QObject):
    """The first program with this office; `asked` comes when a second one was started."""

    asked = Signal()

    def __init__(self, server: QLocalServer) -> None:
        super().__init__()
        self._server = server
        server.setParent(self)
        server.newConnection.connect(self._answer)
        self.asked.connect(come_forward)

    @classmethod
    def claim(cls, folder: Path) -> Single | None:
        """The place of the first program, or None where there is one already: it has come forward then."""
        name = name_of(folder)
        if _raised(name):
            return None
        server = QLocalServer()
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(name):
            QLocalServer.removeServer(name)  # left behind by a program that was killed
            server.listen(name)  # where even that fails, the folder's lock still keeps a second one out
        return cls(server)

    def close(self) -> None:
        """Give up the place."""
        self._server.close()
        self.deleteLater()

    def _answer(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if bytes(socket.readAll().data()) == RAISE:
            socket.write(DONE)
            socket.flush()
            self.asked.emit()


def name_of(folder: Path) -> str:
    """What the place is called: of this office and this user, telling neither."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = ""
    return "bangfu-" + hashlib.sha256(f"{user}\n{folder.resolve()}".encode()).hexdigest()[:24]


def come_forward() -> None:
    """Bring what is in front of this program in front of all others."""
    window = QApplication.activeModalWidget() or next(
        (w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isWindow()), None
    )
    if window is not None:
        if window.isMinimized():
            window.showNormal()
        window.raise_()
        window.activateWindow()


def _raised(name: str) -> bool:
    """Whether a program there has answered that it comes forward."""
    if sys.platform == "win32":
        anybody = -1
        with suppress(AttributeError, OSError):  # WORKAROUND: else its window only blinks in the task bar
            ctypes.windll.user32.AllowSetForegroundWindow(anybody)
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(PATIENCE):
        return False
    socket.write(RAISE)
    socket.flush()
    answered = socket.waitForReadyRead(PATIENCE) and bytes(socket.readAll().data()) == DONE
    socket.disconnectFromServer()
    return answered
