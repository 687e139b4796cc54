"""Compares whole processes side by side, in one sitting, and prints a table of ratios of medians.

This library, the Python package, cp -r and a bare inflate take turns on data that is made from a seed. Run by Maven, which
knows the class path: see README.md in the folder above.
"""

import argparse
import datetime
import os
import pathlib
import shutil
import subprocess
import sys

import bench
from rows import NEED_A_SERVER, ROWS


def options():
    parser = argparse.ArgumentParser(prog="compare", description=__doc__)
    parser.add_argument("--work", type=pathlib.Path, required=True, help="folder for data, best in memory")
    parser.add_argument("--classpath", required=True, help="of this library and its benchmarks")
    parser.add_argument("--java", default="java")
    parser.add_argument("--python", type=pathlib.Path, help="interpreter that has audmodel; by default one is made")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--megabytes", type=int, default=512, help="of weights and text")
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--parts", type=int, default=200, help="files of 5 MiB")
    parser.add_argument("--models", type=int, default=100_000, help="in the large repository")
    parser.add_argument("--sparse", type=int, default=8, help="gigabytes of zeros for the small heap")
    parser.add_argument(
        "--s3",
        default="stub",
        help="stub or s3proxy, started in a process of its own, or the URL of a server whose bucket 'models' is emptied",
    )
    servers = pathlib.Path(__file__).parent.parent / "target" / "servers.classpath"
    parser.add_argument("--servers", type=pathlib.Path, default=servers, help="file with the class path of stub and s3proxy")
    parser.add_argument(
        "--aws2", help="a program aws of version 2, which has CRT: in rows of the network the server is at port 80 for it"
    )
    parser.add_argument("--newer", type=pathlib.Path, help="home of a newer JDK, with which the tool runs too in rows of S3")
    parser.add_argument("rows", nargs="*", metavar="row", help=f"of {', '.join(ROWS)}; by default all")
    chosen = parser.parse_args()
    unknown = set(chosen.rows) - set(ROWS)
    if unknown:
        parser.error(f"no such row: {', '.join(sorted(unknown))}")
    return chosen


def main():
    chosen = options()
    chosen.work.mkdir(parents=True, exist_ok=True)
    place = bench.Bench(
        work=chosen.work.absolute(),
        java=chosen.java,
        classpath=chosen.classpath,
        python=(chosen.python or bench.environment(chosen.work.absolute(), "audmodel==1.4.1")).absolute(),
        runs=chosen.runs,
        megabytes=chosen.megabytes,
        files=chosen.files,
        parts=chosen.parts,
        models=chosen.models,
        sparse=chosen.sparse,
        s3=chosen.s3,
        servers=chosen.servers,
        aws2=chosen.aws2,
        newer=chosen.newer,
    )
    # The first start makes the archive of its classes.
    for environment in place.tools().values():
        subprocess.run([bench.TOOL, "--version"], check=True, stdout=subprocess.DEVNULL, env={**os.environ, **environment})
    print(f"{datetime.date.today()}, {os.cpu_count()} cores, load {bench.load_average():.1f} before,", end=" ")
    print(f"{place.megabytes} MB, {place.files:,} small files, {place.parts} of 5 MB, medians of {place.runs} runs\n")
    print("| work | this library | other | ratio | at most |\n|---|---|---|---|---|", flush=True)
    for name in chosen.rows or [name for name in ROWS if name not in NEED_A_SERVER or chosen.servers.exists()]:
        for cells in ROWS[name](place):
            print("| " + " | ".join(cells) + " |", flush=True)
        for folder in ("ours", "reference", "data-small"):
            shutil.rmtree(place.work / folder, ignore_errors=True)
    print(f"\nload {bench.load_average():.1f} after", file=sys.stderr)


main()
