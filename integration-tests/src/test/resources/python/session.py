"""Answers calls of the audmodel package: one line of JSON in, one line of JSON out.

The only argument is JSON: where the cache is, which repositories there are, and, if it is to be noted, the file that
reads of archives are noted in.
"""

import json
import os
import sys
import warnings

import audmodel

import samples
import typed


def hold_lock(path):
    """Takes a lock of the cache, as the package does, and never gives it back."""
    lock = audmodel.core.lock.lock(path)
    lock.__enter__()
    LOCKS.append(lock)


def publish(*args, **kwargs):
    """The newest package wants the repository to be named."""
    kwargs.setdefault("repository", audmodel.config.REPOSITORIES[0])
    return audmodel.publish(*args, **kwargs)


def note_reads(file):
    def noting(backend):
        get_file = backend._get_file

        def noted(self, src_path, *args, **kwargs):
            if str(src_path).endswith(".zip"):
                with open(file, "a") as reads:
                    reads.write(f"{os.getpid()} {src_path}\n")
            return get_file(self, src_path, *args, **kwargs)

        backend._get_file = noted

    for backend in set(audmodel.Repository.backend_registry.values()):
        noting(backend)


LOCKS = []
CALLS = {
    "hold_lock": hold_lock,
    "publish": publish,
    "random_models": samples.models,
    "random_ids": samples.ids,
    "read_back": samples.read_back,
}


def main(settings):
    warnings.simplefilter("always")
    warnings.formatwarning = lambda message, *_: f"{message}\n"
    audmodel.config.CACHE_ROOT = settings["cache"]
    audmodel.config.REPOSITORIES = [
        audmodel.Repository(each["name"], each["host"], each["backend"])
        for each in settings["repositories"]
    ]
    if "reads" in settings:
        note_reads(settings["reads"])
    for line in sys.stdin:
        call = json.loads(line)
        try:
            function = CALLS.get(call["call"]) or getattr(audmodel, call["call"])
            args = typed.decode(call["args"])
            kwargs = {k: typed.decode(v) for k, v in call["kwargs"].items()}
            answer = function(*args, **kwargs)
            print(json.dumps({"answer": typed.encode(answer)}), flush=True)
        except Exception as error:
            print(json.dumps({"error": f"{type(error).__name__}: {error}"}), flush=True)


main(json.loads(sys.argv[1]))
