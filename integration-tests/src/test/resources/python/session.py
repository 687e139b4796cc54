"""Answers calls of the audmodel package: one line of JSON in, one line of JSON out.

The only argument is JSON: where the cache is, which repositories there are, and, if it is to be noted, the file that
reads of archives are noted in.
"""

import hashlib
import json
import os
import sys
import warnings

import audmodel
import filelock
from audmodel.core.lock import lock

import samples
import typed
import widest


def hold_lock(path):
    """Takes a lock of the cache, as the package does, and never gives it back."""
    held = lock(path)
    held.__enter__()
    LOCKS.append(held)


def load_digest(uid, timeout=60):
    """Loads, and sums up all files in the words of the other side's FileTree; only for names in ASCII."""
    root = audmodel.load(uid, timeout=timeout)
    files = {}
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                content = file.read()
            checksum = hashlib.md5(content).hexdigest()
            files[os.path.relpath(path, root)] = f"{len(content)} {checksum}"
    text = ", ".join(f"{name}={facts}" for name, facts in sorted(files.items()))
    return hashlib.md5(f"{{{text}}}".encode()).hexdigest()


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
    "filelock_version": lambda: filelock.__version__,
    "hold_lock": hold_lock,
    "load_digest": load_digest,
    "publish": publish,
    "random_models": samples.models,
    "random_ids": samples.ids,
    "widest_models": widest.publish,
    "read_back": samples.read_back,
}


def main(settings):
    warnings.simplefilter("always")
    warnings.formatwarning = lambda message, *_: f"{message}\n"
    os.environ["AUDMODEL_CACHE_ROOT"] = settings["cache"]
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
