"""What the figures were measured on, without a name or a path."""

import os
import platform
import sys
from pathlib import Path


def machine() -> str:
    """One line: processor, cores, memory, system, Python, and how busy it is."""
    parts = [
        _processor(),
        f"{os.cpu_count()} cores",
        _memory(),
        platform.system(),
        f"Python {platform.python_version()}",
    ]
    if hasattr(os, "getloadavg"):
        parts.append(f"load {os.getloadavg()[0]:.1f} before")
    return ", ".join(part for part in parts if part)


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    names = (
        [line.partition(":")[2].strip() for line in told.read_text().splitlines() if line.startswith("model name")]
        if told.exists()
        else []
    )
    return names[0] if names else platform.machine()


def _memory() -> str:
    if sys.platform == "win32":
        return ""
    return f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 1e9:.0f} GB"
