"""One start of the program, or, without a folder, of an empty Qt window: until it is painted and answers."""

from __future__ import annotations

import sys
from pathlib import Path


def main(folder: str, key: str = "") -> None:
    """Opens the window, lets it paint, and ends."""
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    application = QApplication([])
    if not folder:
        bare = QMainWindow()
        bare.setCentralWidget(QLabel("帮扶台账"))
        bare.show()
        application.processEvents()
        return
    from desktop import app
    from desktop.casework.door import Unlocked
    from desktop.ui.theme import dress
    from desktop.ui.window import Window
    from tests.bench.many import TODAY

    home = app.places()
    dress(application, home.resources)
    unlocked = Unlocked(bytes.fromhex(key), None) if key else None
    with app.opened(Path(folder), home.resources, lambda: TODAY, unlocked) as office:
        window = Window(office)
        window.show()
        window.go("households")
        for _ in range(3):
            application.processEvents()
        window.close()


main(*sys.argv[1:])
