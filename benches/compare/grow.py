#!/usr/bin/env python3
"""Writes a workspace with the sample of 様式4, its 特定個人情報ファイル standing in it so many times, its table of changes too.

    grow.py WORKSPACE TARGET FILES [TABLES]

The benches make the same in Rust (tests/support/samples.rs).
"""

import pathlib
import shutil
import sys

SAMPLE = "15-health-checkups"


def grow(text, files, tables):
    start = text.index("\nfiles:\n") + len("\nfiles:\n")
    end = text.index("\ngovernance:") + 1
    days = text.index("\n  - date: ", end) + 1
    block = text[start:end]
    others = "".join(
        block.replace("  - id: ", f"  - id: another{number}-", 1).replace("ファイル", f"第{number}ファイル", 1)
        for number in range(2, files + 1)
    )
    return text[:end] + others + text[end:days] + text[days:] * tables


def main():
    workspace, target = (pathlib.Path(path) for path in sys.argv[1:3])
    files, tables = int(sys.argv[3]), int((sys.argv[4:] or ["1"])[0])
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(workspace / SAMPLE, target / SAMPLE)
    shutil.copytree(workspace / "fragments", target / "fragments")
    shutil.copy(workspace / "hyokasho.yaml", target)
    file = target / SAMPLE / "assessment.yaml"
    file.write_text(grow(file.read_text(encoding="utf-8"), files, tables), encoding="utf-8")


if __name__ == "__main__":
    main()
