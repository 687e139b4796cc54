"""Runs whole processes side by side, and keeps what they cost."""

import dataclasses
import json
import os
import statistics
import subprocess
import sys
import time


@dataclasses.dataclass
class Run:
    """What one process cost, in seconds from start to end, and what it told by a line of JSON."""

    wall: float
    told: dict

    @property
    def inside(self):
        return self.told["seconds"]


@dataclasses.dataclass
class Contestant:
    """A command, and what has to be true before each run of it."""

    command: list
    prepare: object = None


def run(command):
    start = time.perf_counter()
    process = subprocess.run(command, capture_output=True, text=True)
    wall = time.perf_counter() - start
    if process.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{process.stderr}")
    lines = process.stdout.strip().splitlines()
    told = json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {}
    return Run(wall, told)


def contest(contestants, runs):
    """Lets them run in turn, so that what else the machine does hits all alike; the runs of each, by name."""
    results = {name: [] for name in contestants}
    for _ in range(runs):
        for name, contestant in contestants.items():
            if contestant.prepare:
                contestant.prepare()
            os.sync()
            results[name].append(run(contestant.command))
    return results


def median(runs, what="wall"):
    return statistics.median(getattr(each, what) for each in runs)
