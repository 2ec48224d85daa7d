"""What a process may use (内存与时间上限): set from inside it, before it touches anything that came from outside."""

from __future__ import annotations

import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """How much a reading may take before it is stopped."""

    memory: int = 1 << 30
    """Bytes of address space."""
    silence: float = 20
    """Seconds without a sign of progress."""
    total: float = 120
    """Seconds in all."""
    answer: int = 256 << 20
    """Bytes of the longest message taken back."""


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _EXTENDED_LIMITS = 9
    _TIME, _ONE_PROCESS, _MEMORY, _NO_CRASH_WINDOW = 0x0002, 0x0008, 0x0100, 0x0400
    _TICKS = 10_000_000
    """Windows counts processor time in tenths of a microsecond."""

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least_working_set", ctypes.c_size_t),
            ("most_working_set", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("basic", _Basic),
            ("counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    def hold(memory: int, seconds: int) -> None:
        """Puts this process into a job of its own; where Windows refuses, the time limits of the parent remain."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
        kernel.SetInformationJobObject.restype = wintypes.BOOL
        kernel.SetInformationJobObject.argtypes = (
            wintypes.HANDLE,
            ctypes.c_int,
            ctypes.c_void_p,
            wintypes.DWORD,
        )
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.argtypes = ()
        kernel.AssignProcessToJobObject.restype = wintypes.BOOL
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        job = kernel.CreateJobObjectW(None, None)
        if not job:
            return
        wanted = _Extended()
        wanted.basic.flags = _TIME | _ONE_PROCESS | _MEMORY | _NO_CRASH_WINDOW
        wanted.basic.process_time = seconds * _TICKS
        wanted.basic.processes = 1
        wanted.process_memory = memory
        if kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(wanted), ctypes.sizeof(wanted)):
            kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())

elif sys.platform == "linux":
    import resource

    def hold(memory: int, seconds: int) -> None:
        """Caps memory and processor time; forbids writing any file and leaving a core image full of names."""
        for what, most in (
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_CPU, seconds),
        ):
            _, hard = resource.getrlimit(what)
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(what, (most, most))

else:

    def hold(memory: int, seconds: int) -> None:
        """Nothing here: the time limits of the parent remain."""
