"""Unpacks the archives of a folder one after another, as the Python package does, and prints a line of JSON for each:
its files and folders, or what is wrong with it."""

import hashlib
import json
import os
import sys
import tempfile
import warnings
import zipfile


def unpack(archive, target):
    with zipfile.ZipFile(archive, "r") as zf:
        for member in zf.infolist():
            zf.extract(member, target)


def tree(root):
    found = {}
    for path, folders, names in os.walk(root):
        for name in folders + names:
            file = os.path.join(path, name)
            shown = os.path.relpath(file, root).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
            if os.path.isdir(file):
                found[shown] = "folder"
            else:
                with open(file, "rb") as opened:
                    found[shown] = hashlib.md5(opened.read()).hexdigest()
    return found


warnings.simplefilter("ignore")
for archive in sorted(os.listdir(sys.argv[1])):
    with tempfile.TemporaryDirectory() as target:
        try:
            unpack(os.path.join(sys.argv[1], archive), target)
            answer = {"tree": tree(target)}
        except Exception as e:
            answer = {"error": repr(e)}
    print(json.dumps(answer))
print(json.dumps({"version": sys.version}))
