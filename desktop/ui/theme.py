"""The look (外观): Fusion with our own style sheet, calm colours, generous type, and the fonts the papers use too."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QDir, QFile, QIODevice, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QStyleFactory

COLOURS = {
    "paper": "#faf7f2",  # behind everything: warm white
    "sheet": "#ffffff",  # what is written on
    "side": "#efe9df",  # the side bar and table heads
    "line": "#d5cdbf",  # table lines, frames
    "edge": "#8f867a",  # the border of what can be filled in
    "ink": "#201c18",
    "faint": "#5a534b",  # secondary words, still 7:1 on paper
    "teal": "#0f5b5e",  # what can be pressed, what is chosen
    "teal_deep": "#0a4547",
    "teal_wash": "#dcebea",
    "focus": "#1763b6",  # the focus ring
    "red": "#a3261b",  # the seal and errors
    "red_wash": "#fbe9e6",
    "amber": "#7a4f00",
    "amber_wash": "#fdf1d3",
    "green": "#1d6b35",
    "green_wash": "#e5f2e7",
}
"""Names the style sheet uses with an @ before them."""

STROKE = b"#3b3631"
"""The colour our icons are drawn in."""

POINTS = 11
"""Size of ordinary type."""

ROW = 36
"""Height of a table row in pixels."""


def colour(name: str) -> QColor:
    """The colour of that name."""
    return QColor(COLOURS[name])


def icon(name: str, on_dark: bool = False) -> QIcon:
    """One of our own icons, by file name without ending; white strokes where it stands on a dark button."""
    if not on_dark:
        return QIcon(f"icons:{name}.svg")
    file = QFile(f"icons:{name}.svg")
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        return QIcon()
    drawing = (
        bytes(file.readAll().data())
        .replace(STROKE, b"#ffffff")
        .replace(b'"24" height="24"', b'"72" height="72"')
    )
    pixmap = QPixmap()
    pixmap.loadFromData(drawing)
    return QIcon(pixmap)


def dress(app: QApplication, resources: Path) -> None:
    """Give the application its style, palette, fonts, icons and the Chinese words of Qt's own dialogs."""
    QDir.addSearchPath("icons", str(resources / "icons"))
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_palette())
    # cast: PySide's stubs leave parts of the signature out
    cast(Any, QGuiApplication).setFont(font(load_fonts(resources / "fonts")))
    app.setStyleSheet(style_sheet(resources / "style" / "bangfu.qss"))
    app.setWindowIcon(icon("bangfu"))
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    _speak_chinese(app)


def load_fonts(folder: Path) -> list[str]:
    """Load the sans fonts of that folder for the screen; gives their families, the fallback for rare characters last."""
    families: list[str] = []
    for path in sorted(folder.glob("*.ttf"), key=lambda p: (not p.name.startswith("NotoSansSC"), p.name)):
        if "Serif" in path.name:
            continue
        number = QFontDatabase.addApplicationFont(str(path))
        for family in QFontDatabase.applicationFontFamilies(number):
            if family not in families:
                families.append(family)
    return families


def font(families: list[str], points: float = POINTS) -> QFont:
    """The font of the screen: ours first, then what Chinese systems have."""
    made = QFont()
    untyped = cast(Any, made)  # PySide's stubs leave the list's element type out
    untyped.setFamilies(
        [*families, "Microsoft YaHei UI", "Noto Sans CJK SC", "WenQuanYi Micro Hei", "DejaVu Sans"]
    )
    made.setPointSizeF(points)
    made.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return made


def style_sheet(path: Path) -> str:
    """The style sheet with its colours filled in."""
    text = path.read_text(encoding="utf-8")
    for name in sorted(COLOURS, key=len, reverse=True):
        text = text.replace(f"@{name}", COLOURS[name])
    return text


def _palette() -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, name in (
        (role.Window, "paper"),
        (role.WindowText, "ink"),
        (role.Base, "sheet"),
        (role.AlternateBase, "paper"),
        (role.Text, "ink"),
        (role.Button, "side"),
        (role.ButtonText, "ink"),
        (role.ToolTipBase, "sheet"),
        (role.ToolTipText, "ink"),
        (role.Highlight, "teal"),
        (role.HighlightedText, "sheet"),
        (role.PlaceholderText, "faint"),
        (role.Link, "teal"),
        (role.Accent, "teal"),
    ):
        palette.setColor(which, colour(name))
    for which in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor("#847b70"))
    return palette


def _speak_chinese(app: QApplication) -> None:
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
