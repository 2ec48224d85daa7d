"""Something long (耗时任务), off the GUI thread, with progress and cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import (
    QCoreApplication,
    QElapsedTimer,
    QEvent,
    QEventLoop,
    QObject,
    Qt,
    QThread,
    QTimer,
    Signal,
)
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop.domain.errors import OfficeError
from desktop.ui.collector import Rest
from desktop.ui.dialogs.message import tell_error, tell_fault
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Words

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much; 0 of 0 while that is not known."""
Cancelled = Callable[[], bool]
"""Asked whether the officer wants it stopped."""
T = TypeVar("T")

PATIENCE = 300
"""Milliseconds before a progress window appears at all."""
BREATH = 40
"""Milliseconds between two reports of progress, so that they never outrun the window."""


def work(
    parent: QWidget,
    title: str,
    job: Callable[[Progress, Cancelled], T],
    done: Callable[[T], None],
    *,
    stopped: Callable[[], None] | None = None,
    failed: Callable[[OfficeError], None] | None = None,
    patience: int = PATIENCE,
) -> Work:
    """Do the job in its own thread behind a progress window, then hand its result to `done` in the GUI thread.

    An OfficeError goes to `failed`, or is shown; after a cancel it goes to `stopped` instead. The progress window
    shows after so many milliseconds of `patience`; whoever tells of the job in another way may wait longer.
    """
    return Work(parent, title, job, done, stopped, failed, patience)


def waited(title: str, job: Callable[[], T]) -> T | None:
    """The job's result while no window is open; None where it failed and was told."""
    place, loop, found = QWidget(), QEventLoop(), list[T]()
    running = work(place, title, lambda _progress, _cancelled: job(), found.append)
    running.dialog.stop.hide()
    running.ended.connect(loop.quit)
    loop.exec()
    return found[0] if found else None


class Work(QObject):
    """One running job; `ended` comes when it is over, however it went."""

    ended = Signal()

    def __init__(
        self,
        parent: QWidget,
        title: str,
        job: Callable[[Progress, Cancelled], Any],
        done: Callable[[Any], None],
        stopped: Callable[[], None] | None,
        failed: Callable[[OfficeError], None] | None,
        patience: int = PATIENCE,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._done, self._stopped, self._failed = done, stopped, failed
        self.dialog = Waiting(title, parent)
        self._thread = _Thread(job, self)
        self._thread.progressed.connect(self.dialog.show_progress)
        self._thread.finished.connect(self._end)
        self.dialog.cancelled.connect(self._thread.stop)
        self._patience = QTimer(self, singleShot=True, interval=patience)
        self._patience.timeout.connect(self._show_dialog)
        self._deaf = _Deaf(self)
        self._patience.start()
        self._rest = Rest()  # WORKAROUND: the cycle collector must not run in the job's thread
        self._thread.start()

    def cancel(self) -> None:
        """Ask the job to stop."""
        self.dialog.cancel()

    def _show_dialog(self) -> None:
        self._deaf.listen()
        self.dialog.open()

    def _end(self) -> None:
        self._thread.wait()  # finished is told a moment before the thread is gone
        self._rest.over()
        self._patience.stop()
        self._deaf.listen()
        self.dialog.over()
        error, cancelled = self._thread.error, self._thread.cancelled()
        try:
            if error is None:
                self._done(self._thread.result)
            elif isinstance(error, OfficeError) and cancelled:
                if self._stopped is not None:
                    self._stopped()
            elif isinstance(error, OfficeError):
                if self._failed is not None:
                    self._failed(error)
                else:
                    tell_error(self._window, error.said)
            else:
                tell_fault(self._window, error)
        finally:
            self.ended.emit()
            self.setParent(None)  # Python's alone now, and gone with its last mention


class _Deaf(QObject):
    """Keeps keys and mouse from starting anything else in the moment before the progress window shows."""

    HEARD_NOT = frozenset(
        {
            QEvent.Type.KeyPress,
            QEvent.Type.KeyRelease,
            QEvent.Type.Shortcut,
            QEvent.Type.ShortcutOverride,
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseButtonRelease,
            QEvent.Type.MouseButtonDblClick,
            QEvent.Type.Close,
        }
    )

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QCoreApplication.instance()
        assert application is not None
        self._application: QCoreApplication | None = application
        application.installEventFilter(self)

    def listen(self) -> None:
        """Let keys and mouse through again."""
        if self._application is not None:
            self._application.removeEventFilter(self)
            self._application = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() in self.HEARD_NOT


class Waiting(QDialog):
    """The window that shows how far a job is, with a way to stop it."""

    cancelled = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(440)
        self._finished = False
        self.words = Words(f"{title}，请稍候……")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.stop = push("取消(&C)", self.cancel)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.words)
        layout.addWidget(self.bar)
        layout.addLayout(buttons)

    def show_progress(self, made: int, total: int) -> None:
        """Move the bar; where the total is unknown it only swings."""
        self.bar.setRange(0, total)
        self.bar.setValue(min(made, total))
        if total:
            self.bar.setFormat(f"{made} / {total}")

    def cancel(self) -> None:
        """Ask for a stop; the window stays until the job has really ended."""
        self.stop.setEnabled(False)
        self.words.setText("正在停下，请稍候……")
        self.cancelled.emit()

    def over(self) -> None:
        """The job has ended: go away."""
        self._finished = True
        self.close()
        self.deleteLater()

    def reject(self) -> None:
        if self._finished:
            super().reject()
        elif self.stop.isEnabled():
            self.cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._finished:
            super().closeEvent(event)
        else:
            event.ignore()
            self.reject()


class _Thread(QThread):
    progressed = Signal(int, int)

    def __init__(self, job: Callable[[Progress, Cancelled], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._job = job
        self._stop = False
        self._since_report: QElapsedTimer | None = None
        self.result: Any = None
        self.error: Exception | None = None

    def stop(self) -> None:
        self._stop = True

    def cancelled(self) -> bool:
        return self._stop

    def run(self) -> None:
        try:
            self.result = self._job(self._report, self.cancelled)
        except Exception as error:  # handed to the GUI thread, which tells the officer
            self.error = error

    def _report(self, made: int, total: int) -> None:
        if self._since_report is None:
            self._since_report = QElapsedTimer()
        elif made < total and self._since_report.elapsed() < BREATH:
            return
        self._since_report.start()
        self.progressed.emit(made, total)
