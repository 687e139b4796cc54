"""One call of the audmodel package in a process that does nothing else.

Prints a line of JSON: the answer, and the seconds that the call took without the import.
"""

import json
import os
import shutil
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


def service(host, folder, cache, before, runs):
    """The medians of publishing and loading a model, each time into an empty repository and an empty cache."""
    published, loaded = [], []
    for _ in range(int(before) + int(runs)):
        for each in (host, cache):
            shutil.rmtree(each, ignore_errors=True)
        os.makedirs(os.path.join(host, "models"))
        start = time.perf_counter()
        uid = publish(host, folder)
        middle = time.perf_counter()
        load(host, cache, uid)
        published.append(middle - start)
        loaded.append(time.perf_counter() - middle)
    return {"publish": statistics.median(published[int(before):]), "load": statistics.median(loaded[int(before):])}


def main(call, backend, host, *arguments):
    if backend == "file-system":
        os.makedirs(os.path.join(host, "models"), exist_ok=True)
    audmodel.config.REPOSITORIES = [audmodel.Repository("models", host, backend)]
    start = time.perf_counter()
    answer = call(host, *arguments)
    seconds = time.perf_counter() - start
    print(json.dumps({"answer": answer, "seconds": seconds}))


main({"publish": publish, "load": load, "warm": warm, "service": service}[sys.argv[1]], *sys.argv[2:])
