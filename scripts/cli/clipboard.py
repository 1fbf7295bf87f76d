"""The clipboard of the desktop, through whichever of its own programs is at hand."""

from __future__ import annotations

import os
import shutil
import subprocess

from scripts.core.errors import UsageProblem

PROGRAMS = (
    ("pbpaste",),
    ("wl-paste", "--no-newline"),
    ("xclip", "-selection", "clipboard", "-out"),
    ("xsel", "--clipboard", "--output"),
    ("powershell.exe", "-NoProfile", "-Command", "[Console]::OutputEncoding=[Text.Encoding]::UTF8; Get-Clipboard -Raw"),
)
"""macOS, Wayland, X11 twice, Windows below WSL; a library would start the same programs."""
PATIENCE = 10
"""Seconds; a clipboard that answers later belongs to a program that hangs."""
NONE = "请装上 wl-clipboard（Wayland）或 xclip（X11），或把文字存成 .txt 再试"


def pasted() -> bytes:
    """What the clipboard holds. Raises UsageProblem when there is none, or nothing in it."""
    command = next((command for command in PROGRAMS if shutil.which(command[0])), None)
    if command is None:
        raise UsageProblem(f"--clipboard：这台机器上没有能读剪贴板的程序。{NONE}")
    try:
        done = subprocess.run(
            command, capture_output=True, check=False, timeout=PATIENCE, env={**os.environ, "LC_ALL": "C.UTF-8"}
        )
    except subprocess.TimeoutExpired:
        raise UsageProblem(f"--clipboard：{command[0]} 没有回答。请再复制一次，或把文字存成 .txt 再试") from None
    if done.returncode or not done.stdout.strip():
        raise UsageProblem("--clipboard：剪贴板里没有文字。请先在原处复制版面文字，再运行一次")
    return done.stdout
