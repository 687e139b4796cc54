"""Runs whole processes side by side, and keeps what they cost."""

import contextlib
import dataclasses
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time


@dataclasses.dataclass
class Run:
    """What one process cost: seconds from start to end and of processors, and megabytes of memory at most, of its own.

    Told is what it told by a line of JSON.
    """

    wall: float
    cpu: float
    memory: float
    told: dict

    @property
    def inside(self):
        return self.told["seconds"]


@dataclasses.dataclass
class Contestant:
    """A command, what has to be true before each run of it, and what its environment has beside ours."""

    command: list
    prepare: object = None
    environment: dict = dataclasses.field(default_factory=dict)


def run(command, environment=None):
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=err, env={**os.environ, **(environment or {})})
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        for each in (out, err):
            each.seek(0)
        if process.returncode != 0:
            sys.exit(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{err.read()}")
        lines = out.read().strip().splitlines()
    told = json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {}
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, told)


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
                results[name].append(run(contestant.command, contestant.environment))
    return results


def median(runs, what="wall"):
    return statistics.median(getattr(each, what) for each in runs)
