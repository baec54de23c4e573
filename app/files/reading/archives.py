"""Zip containers, read with suspicion: what they hold, how large it really is, and one member at a time."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from app.files.reading.books import MEBIBYTE, Limits, refused
from app.files.reading.contents import damaged, protected

ENTRIES = 10_000  # no workbook or export has more files inside
PIECE = 256 * 1024
_LOCAL_HEADER = struct.Struct("<4s22xHH")


class Archive:
    """A zip held in memory. `pieces` unpacks by what the bytes say, not by what the directory promises."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.name = name
        self._data = memoryview(data)
        self._room = limits.unpacked
        self._limit = limits.unpacked
        self.members = {info.filename: info for info in self._directory(data)}
        if sum(info.file_size for info in self.members.values()) > limits.unpacked:
            raise self._too_large()

    def pieces(self, member: str) -> Iterator[bytes]:
        """The content, a piece at a time; what is unpacked of all members together stays within the limit."""
        info = self.members[member]
        if info.flag_bits & 0x1:
            raise protected(self.name)
        packed = self._packed(info)
        if info.compress_type == zipfile.ZIP_STORED:
            yield self._counted(bytes(packed))
        elif info.compress_type == zipfile.ZIP_DEFLATED:
            yield from self._inflated(packed)
        else:
            raise refused(
                f"{self.name} is packed in a way this program does not read.",
                "Unpack it, then choose the files inside.",
            )

    def content(self, member: str) -> bytes:
        return b"".join(self.pieces(member))

    def _directory(self, data: bytes) -> list[zipfile.ZipInfo]:
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                found = archive.infolist()
        except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError, EOFError) as problem:
            raise damaged(self.name) from problem
        if len(found) > ENTRIES:
            raise refused(
                f"{self.name} holds more than {ENTRIES:,} files.", "Unpack it, then choose the files you need."
            )
        return found

    def _packed(self, info: zipfile.ZipInfo) -> memoryview:
        start = info.header_offset
        header = self._data[start : start + _LOCAL_HEADER.size]
        if start < 0 or len(header) < _LOCAL_HEADER.size:
            raise damaged(self.name)
        magic, name_length, extra_length = _LOCAL_HEADER.unpack(header)
        begin = start + _LOCAL_HEADER.size + name_length + extra_length
        packed = self._data[begin : begin + info.compress_size]
        if magic != b"PK\x03\x04" or len(packed) < info.compress_size:
            raise damaged(self.name)
        return packed

    def _inflated(self, packed: memoryview) -> Iterator[bytes]:
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for start in range(0, len(packed), PIECE):
                waiting: bytes | memoryview = packed[start : start + PIECE]
                while waiting and not engine.eof:
                    yield self._counted(engine.decompress(waiting, MEBIBYTE))
                    waiting = engine.unconsumed_tail
        except zlib.error as problem:
            raise damaged(self.name) from problem
        if not engine.eof:
            raise damaged(self.name)

    def _counted(self, piece: bytes) -> bytes:
        self._room -= len(piece)
        if self._room < 0:
            raise self._too_large()
        return piece

    def _too_large(self) -> Exception:
        size = f"{self._limit // MEBIBYTE:,} MB" if self._limit >= MEBIBYTE else f"{self._limit:,} bytes"
        return refused(
            f"{self.name} would be larger than {size} when unpacked, which is more than the program reads.",
            "If it is a real export, split it into smaller files, then try again.",
        )
