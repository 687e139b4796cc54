"""Where everything is, and how each contestant is called."""

import dataclasses
import os
import pathlib
import re
import shutil
import subprocess
import sys

from contest import Contestant, contest

HERE = pathlib.Path(__file__).parent
TOOL = HERE.parent.parent / "audmodel"
CALL = "io.audmodel.benchmarks.compare.SingleCall"
WARM = "io.audmodel.benchmarks.compare.WarmCalls"
DATA = "io.audmodel.benchmarks.compare.SampleData"


@dataclasses.dataclass
class Bench:
    work: pathlib.Path
    java: str
    classpath: str
    python: pathlib.Path
    runs: int
    megabytes: int
    files: int
    parts: int
    models: int
    sparse: int
    s3: str
    servers: pathlib.Path
    aws2: str
    newer: pathlib.Path | None

    def java_command(self, main, *arguments, flags=()):
        temporary = self.fresh("tmp", keep=True)
        return [self.java, *flags, f"-Djava.io.tmpdir={temporary}", "-cp", self.classpath, main, *map(str, arguments)]

    def tools(self):
        """The tool with the JDK that is compared, and with a newer one: by name, what its environment has beside ours."""
        tools = {"tool": {}}
        if self.newer:
            release = (self.newer / "release").read_text()
            version = re.search(r'^JAVA_VERSION="(\d+)', release, re.MULTILINE)[1]
            tools[f"tool, JDK {version}"] = {"JAVA_HOME": str(self.newer)}
        return tools

    def fresh(self, name, keep=False):
        """An empty folder, or, where it is kept, one that is there."""
        folder = self.work / name
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def data(self, kind):
        """A folder with a model of that kind, made when it is needed first."""
        size = {"files": self.files, "parts": self.parts}.get(kind, self.megabytes << 20)
        folder = self.work / f"data-{kind}-{size}"
        if not folder.exists():
            made = self.fresh("data-making")
            subprocess.run(self.java_command(DATA, kind, size, made), check=True)
            made.rename(folder)
        return folder

    def drop(self, kind):
        for folder in self.work.glob(f"data-{kind}-*"):
            shutil.rmtree(folder)

    # The contestants of a publish; each begins with an empty repository.

    def ours_publishes(self, folder, policy="auto", flags=()):
        host = self.work / "ours"
        return Contestant(
            self.java_command(CALL, "publish", "file-system", host, folder, policy, flags=flags),
            lambda: self.fresh("ours/models"),
        )

    def tool_publishes(self, folder):
        repository = f"file-system:{self.work / 'ours'}#models"
        publish = [TOOL, "--repository", repository, "publish", folder, "--name", "onnx", "--version", "1.0.0"]
        return Contestant([*publish, "--param", "model=cnn10"], lambda: self.fresh("ours/models"))

    def reference_publishes(self, folder):
        host = self.work / "reference"
        return Contestant(
            [self.python, HERE / "reference.py", "publish", "file-system", host, folder],
            lambda: self.fresh("reference"),
        )

    def cp(self, folder):
        copy = self.work / "copy"
        return Contestant(["cp", "-r", folder, copy], lambda: shutil.rmtree(copy, ignore_errors=True))

    # The contestants of a load; each begins with an empty cache.

    def ours_loads(self, host, uid, flags=()):
        cache = self.work / "cache-ours"
        return Contestant(
            self.java_command(CALL, "load", "file-system", host, cache, uid, flags=flags),
            lambda: self.fresh("cache-ours"),
        )

    def tool_loads(self, host, uid):
        cache = self.work / "cache-ours"
        return Contestant(
            [TOOL, "--repository", f"file-system:{host}#models", "--cache-root", cache, "load", uid],
            lambda: self.fresh("cache-ours"),
        )

    def reference_loads(self, host, uid):
        cache = self.work / "cache-reference"
        return Contestant(
            [self.python, HERE / "reference.py", "load", "file-system", host, cache, uid],
            lambda: self.fresh("cache-reference"),
        )

    def inflate(self, archive):
        return Contestant(self.java_command(CALL, "inflate", archive))

    def contest(self, contestants, runs=None, watch=None):
        result = contest(contestants, runs or self.runs, watch)
        for name in ("copy", "cache-ours", "cache-reference"):
            shutil.rmtree(self.work / name, ignore_errors=True)
        return result


def archive(host):
    """The only archive of a repository."""
    return next((pathlib.Path(host) / "models").rglob("*.zip"))


def environment(work, *requirements):
    """The interpreter of an environment with these packages, made once."""
    folder = work / f"venv-{'-'.join(requirements)}"
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *requirements], check=True)
    return python


def load_average():
    return os.getloadavg()[0]
