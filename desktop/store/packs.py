"""Packs of schemes (方案包, .bfpack): scheme files in one zip, with a list that says what each must hash to.

Packs come from strangers: sizes are looked at before anything is unpacked and again while it is, nothing is ever
written where a name inside points, and a pack that holds more or less than its list is refused.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import cast

from desktop.domain.attachment import clean_name, file_name
from desktop.domain.errors import OfficeError
from desktop.domain.scheme import Scheme
from desktop.store.library import MAX_BYTES, OWN_SCHEMES
from desktop.store.whole_file import write_whole

ENDING = ".bfpack"
_LIST = "manifest.json"
_FORMAT = "bangfu-pack"
_VERSION = 1
_FILE_LIMIT = 20 * 1024 * 1024
_UNPACKED_LIMIT = 50 * 1024 * 1024
_PARTS_LIMIT = 200
_RATIO_LIMIT = 100
_WHEN = (2026, 1, 1, 0, 0, 0)
"""Every part bears this day, so that the same schemes always make the same file."""


@dataclass(frozen=True)
class Packed:
    """One scheme file of a pack: what it is called there, for reading aloud only, and its text."""

    name: str
    text: str


def pack(schemes: Iterable[Scheme]) -> bytes:
    """The schemes in one file, word for word with their comments."""
    texts = {f"{s.id}.toml": s.text.encode() for s in schemes}
    listed = [{"name": name, "sha256": sha256(data).hexdigest()} for name, data in texts.items()]
    content = {"format": _FORMAT, "version": _VERSION, "files": listed}
    texts = {_LIST: json.dumps(content, ensure_ascii=False, indent=1).encode(), **texts}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, data in texts.items():
            package.writestr(zipfile.ZipInfo(name, _WHEN), data, zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()


def unpack(path: Path) -> tuple[Packed, ...]:
    """The scheme files of a pack; raises OfficeError where it is damaged, altered, too large or something else."""
    content = _content(path)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = _inspected(package, path.name)
            listed = _listed(_read(package, parts, _LIST, path.name), path.name)
            if listed.keys() != parts.keys() - {_LIST}:
                raise _damaged(path.name, "里面的文件与清单对不上")
            return tuple(_one(package, parts, name, hash_, path.name) for name, hash_ in listed.items())
    except (OfficeError, MemoryError):
        raise
    except (
        Exception
    ) as trouble:  # BadZipFile, zlib.error, NotImplementedError: a broken zip breaks in many ways
        raise _damaged(path.name, "读不出内容") from trouble


def own_file(office: Path, scheme: Scheme) -> Path:
    """Where an office keeps a scheme of its own: named after the scheme's number, never after a name in a pack."""
    return office / OWN_SCHEMES / file_name(f"{scheme.id}.toml")


def keep(office: Path, schemes: Iterable[Scheme]) -> None:
    """Writes the schemes into the office's folder, all of them or none; raises StoreError where it cannot."""
    kept: list[Path] = []
    try:
        for scheme in schemes:
            path = own_file(office, scheme)
            if path.exists():
                raise OfficeError(
                    f"「{path.parent.name}」文件夹里已有 {path.name}，没有覆盖。请先移走或改名，再重新导入。"
                )
            _make_folder(path.parent)
            kept.append(path)
            write_whole(path, scheme.text.encode())
    except BaseException:
        forget(kept)
        raise


def forget(paths: Iterable[Path]) -> None:
    """Takes away files that were written a moment ago and must not stay."""
    for path in paths:
        path.unlink(missing_ok=True)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as trouble:
        raise OfficeError(
            f"不能新建文件夹 {folder}（{trouble.strerror or trouble}），一个方案也没有导入。请检查磁盘和权限。"
        ) from trouble


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise OfficeError(f"「{path.name}」是文件夹。请选择方案包文件（{ENDING}）。")
        if path.stat().st_size > _FILE_LIMIT:
            raise OfficeError(f"「{path.name}」超过 20 MB，不像方案包。请检查是否选错了文件。")
        content = path.read_bytes()
    except FileNotFoundError:
        raise OfficeError(f"找不到文件「{path}」，可能已被移动、改名或删除。请重新选择。") from None
    except OSError as trouble:
        raise OfficeError(
            f"读取「{path.name}」时出错（{trouble.strerror or trouble}）。请把文件复制到本机后再试。"
        ) from trouble
    if not content.startswith(b"PK\x03\x04"):
        raise OfficeError(f"「{path.name}」不是方案包。请选择用「bangfu schemes pack」导出的 {ENDING} 文件。")
    return content


def _inspected(package: zipfile.ZipFile, name: str) -> dict[str, zipfile.ZipInfo]:
    """What the pack holds, by name, once the sizes it claims are such as scheme files have."""
    infos = package.infolist()
    parts = {info.filename: info for info in infos}
    if len({n.casefold() for n in parts}) < len(infos):
        raise _damaged(name, "有两个文件同名")
    if len(infos) > _PARTS_LIMIT or sum(i.file_size for i in infos) > _UNPACKED_LIMIT:
        raise OfficeError(
            f"「{name}」里的内容太多（最多 {_PARTS_LIMIT - 1} 个方案），为安全起见没有打开。请分成几个方案包。"
        )
    for info in infos:
        if info.flag_bits & 1:
            raise OfficeError(f"「{name}」设了密码，程序读不了。请向对方要没有密码的方案包。")
        swollen = info.file_size > _RATIO_LIMIT * max(info.compress_size, 1)
        odd = info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        if info.file_size > MAX_BYTES or swollen or odd:
            raise OfficeError(f"「{name}」里有的文件异常庞大，不像方案，为安全起见没有打开。请向对方核实。")
    if _LIST not in parts:
        raise OfficeError(f"「{name}」里没有清单，不是方案包。请选择用「bangfu schemes pack」导出的文件。")
    return parts


def _read(package: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo], part: str, name: str) -> bytes:
    with package.open(parts[part]) as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _damaged(name, "有的文件比它自己说的大")
    return data


def _listed(data: bytes, name: str) -> dict[str, str]:
    """The list of the pack: file name → what its bytes must hash to."""
    try:
        content: object = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _damaged(name, "清单读不出来") from error
    table = cast("dict[str, object]", content) if isinstance(content, dict) else {}
    version, files = table.get("version"), table.get("files")
    if table.get("format") != _FORMAT or not isinstance(files, list):
        raise _damaged(name, "清单写法不对")
    if version != _VERSION:
        raise OfficeError(f"「{name}」是由别的版本的帮扶台账导出的，本程序读不了。请安装新版程序后再试。")
    found: dict[str, str] = {}
    for item in cast("list[object]", files):
        row = cast("dict[str, object]", item) if isinstance(item, dict) else {}
        file, hash_ = row.get("name"), row.get("sha256")
        if not isinstance(file, str) or not isinstance(hash_, str) or file in found:
            raise _damaged(name, "清单写法不对")
        found[file] = hash_
    return found


def _one(
    package: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo], part: str, hash_: str, name: str
) -> Packed:
    data = _read(package, parts, part, name)
    shown = clean_name(part)
    if sha256(data).hexdigest() != hash_:
        raise _damaged(name, f"「{shown}」与清单对不上，内容被改动过")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _damaged(name, f"「{shown}」不是 UTF-8 编码的文字") from error
    return Packed(shown, text.replace("\r\n", "\n"))


def _damaged(name: str, why: str) -> OfficeError:
    return OfficeError(f"方案包「{name}」已损坏：{why}，一个方案也没有导入。请向对方重新要一份。")
