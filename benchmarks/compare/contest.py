"""Runs whole processes side by side, and keeps what they cost."""

import contextlib
import dataclasses
import json
import os
import resource
import statistics
import subprocess
import sys
import time


@dataclasses.dataclass
class Run:
    """What one process cost, in seconds from start to end and of processors, and what it told by a line of JSON."""

    wall: float
    cpu: float
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
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.run(command, capture_output=True, text=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    if process.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{process.stderr}")
    lines = process.stdout.strip().splitlines()
    told = json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {}
    return Run(wall, cpu, told)


def contest(contestants, runs, watch=None):
    """Lets them run in turn, so that what else the machine does hits all alike; the runs of each, by name.

    What watch makes of a name is open while that one runs.
    """
    results = {name: [] for name in contestants}
    for _ in range(runs):
        for name, contestant in contestants.items():
            if contestant.prepare:
                contestant.prepare()
            os.sync()
            with watch(name) if watch else contextlib.nullcontext():
                results[name].append(run(contestant.command))
    return results


def median(runs, what="wall"):
    return statistics.median(getattr(each, what) for each in runs)
