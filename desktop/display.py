"""Whether a window can be shown on this computer, and what it still needs for one."""

from __future__ import annotations

import ctypes
import os
import sys


def has_display() -> bool:
    """Whether a window can be shown here."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return True
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def missing_libraries() -> str:
    """On Linux: which system libraries Qt misses, with the line that installs them; else nothing."""
    if not sys.platform.startswith("linux"):
        return ""
    on_x = "DISPLAY" in os.environ and not os.environ.keys() & {"WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    needed = (*QT_LIBRARIES, *X_LIBRARIES) if on_x else QT_LIBRARIES
    missing = [package for name, package in needed if not _loads(name)]
    if not missing:
        return ""
    packages = " ".join(dict.fromkeys(missing))
    return f"窗口需要的系统库还没有装全。请在终端执行：\n  sudo apt install {packages}\n然后重新打开程序。"


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


QT_LIBRARIES = (
    ("libEGL.so.1", "libegl1"),
    ("libGL.so.1", "libgl1"),
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libfreetype.so.6", "libfreetype6"),
    ("libdbus-1.so.3", "libdbus-1-3"),
    ("libglib-2.0.so.0", "libglib2.0-0"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
)
X_LIBRARIES = (
    ("libX11-xcb.so.1", "libx11-xcb1"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-image.so.0", "libxcb-image0"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-randr.so.0", "libxcb-randr0"),
    ("libxcb-render.so.0", "libxcb-render0"),
    ("libxcb-render-util.so.0", "libxcb-render-util0"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
    ("libxcb-shm.so.0", "libxcb-shm0"),
    ("libxcb-sync.so.1", "libxcb-sync1"),
    ("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    ("libxcb-xkb.so.1", "libxcb-xkb1"),
)
"""What the pinned Qt links against, read from its own binaries, with Debian's and Ubuntu's package names."""
