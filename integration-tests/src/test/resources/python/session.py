"""Answers calls of the audmodel package: one line of JSON in, one line of JSON out."""

import datetime
import json
import sys

import audmodel


def encode(value):
    """Typed, as the vectors are, since JSON has neither dates nor keys that are no text."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return {"$int": str(value)}
    if isinstance(value, float):
        return {"$float": repr(value)}
    if isinstance(value, datetime.date):
        return {"$date": value.isoformat()}
    if isinstance(value, dict):
        return {"$map": [[encode(k), encode(v)] for k, v in value.items()]}
    return [encode(item) for item in value]


def decode(value):
    if isinstance(value, list):
        return [decode(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "$date" in value:
        return datetime.date.fromisoformat(value["$date"])
    return {key: decode(item) for key, item in value.items()}


def main(host, cache_root, *repositories):
    audmodel.config.CACHE_ROOT = cache_root
    audmodel.config.REPOSITORIES = [
        audmodel.Repository(name, host, "file-system") for name in repositories
    ]
    for line in sys.stdin:
        call = json.loads(line)
        try:
            function = getattr(audmodel, call["call"])
            answer = function(*decode(call["args"]), **decode(call["kwargs"]))
            print(json.dumps({"answer": encode(answer)}), flush=True)
        except Exception as error:
            print(json.dumps({"error": f"{type(error).__name__}: {error}"}), flush=True)


main(*sys.argv[1:])
