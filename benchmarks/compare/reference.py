"""One call of the audmodel package in a process that does nothing else.

Prints a line of JSON: the answer, and the seconds that the call took without the import.
"""

import json
import os
import statistics
import sys
import time

import audmodel


def publish(host, folder):
    return audmodel.publish(
        folder,
        "onnx",
        {"model": "cnn10"},
        "1.0.0",
        repository=audmodel.config.REPOSITORIES[0],
    )


def load(host, cache, uid):
    return audmodel.load(uid, cache_root=cache)


def warm(host, cache, uid):
    """The median of many loads of a model that is cached."""
    audmodel.load(uid, cache_root=cache)
    times = []
    for _ in range(5000):
        start = time.perf_counter()
        audmodel.load(uid, cache_root=cache)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main(call, backend, host, *arguments):
    os.makedirs(os.path.join(host, "models"), exist_ok=True)
    audmodel.config.REPOSITORIES = [audmodel.Repository("models", host, backend)]
    start = time.perf_counter()
    answer = call(host, *arguments)
    seconds = time.perf_counter() - start
    print(json.dumps({"answer": answer, "seconds": seconds}))


main({"publish": publish, "load": load, "warm": warm}[sys.argv[1]], *sys.argv[2:])
