"""The rows of S3: this library and boto3, in turn, on one and the same server."""

import contextlib
import os
import pathlib
import shutil
import statistics
import subprocess

import rows
from bench import CALL, TOOL, archive, environment
from contest import Contestant, run

HERE = pathlib.Path(__file__).parent


@contextlib.contextmanager
def open_bucket(bench):
    """The bucket of a server that is there already, or of one that lives as long as this."""
    if "://" in bench.s3:
        yield Bucket(bench, bench.s3, None)
        return
    with start(bench, bench.s3) as (server, endpoint):
        yield Bucket(bench, endpoint, server.pid)


@contextlib.contextmanager
def start(bench, kind, network=None, port=0):
    """A server that lives as long as this, maybe behind a network; and its endpoint."""
    objects = bench.fresh("objects")
    quiet = f"-Dlogback.configurationFile={HERE / 'quiet.xml'}"
    command = [bench.java, quiet, "-cp", bench.servers.read_text().strip(), "io.audmodel.servers.ServerProcess"]
    command += [kind, objects, "models", *([",".join(map(str, network)), str(port)] if network else [])]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        endpoint, access, secret = server.stdout.readline().split()
        os.environ["MINIO_ACCESS_KEY"], os.environ["MINIO_SECRET_KEY"] = access, secret
        yield server, endpoint
        server.stdin.close()
    shutil.rmtree(objects)


class Bucket:
    def __init__(self, bench, endpoint, server):
        self.bench = bench
        self.python = environment(bench.work, "boto3")
        self.endpoint = endpoint
        self.server = server
        self.spent = {}

    def rows(self):
        with self.finished("float32") as archive_of_weights:
            yield from self.both("float32", self.bench.data("float32"), archive_of_weights, ("1", "1"), ("0.8", "0.6"))
        # What is left of that without content to speak of.
        tiny = self.bench.fresh("data-small")
        (tiny / "labels.yaml").write_text("0: angry\n")
        yield from self.both("10 bytes", tiny, tiny / "labels.yaml", ("", "1"), ("", "1"))

    @contextlib.contextmanager
    def finished(self, kind):
        """The archive that is made of a model, for those who only copy it."""
        self.bench.contest({"ours": self.bench.ours_publishes(self.bench.data(kind))}, 1)
        finished = archive(self.bench.work / "ours").rename(self.bench.work / "finished.zip")
        yield finished
        finished.unlink()

    def both(self, what, folder, finished, most_up, most_down):
        """A publish and a load of what was published, and what each may take of boto3's time: by a plain JVM, and by the tool."""
        titles = {"publish": (f"publish {what} to S3", most_up), "load": (f"load {what} from S3, cold", most_down)}
        ours = {**self.tool_publishes(folder), "ours": self.publishes(folder)}
        runs = self.contest({**ours, "boto3": self.boto3("upload", finished)})
        title, most = titles["publish"]
        yield from self.pair(title, runs, "upload_file", most)
        uid = runs["ours"][0].told["answer"]
        there = (self.key(uid), self.bench.fresh("copy") / "copy.zip")
        ours = {**self.tool_loads(uid), "ours": self.loads(uid)}
        runs = self.contest({**ours, "boto3": self.boto3("download", *there)})
        title, most = titles["load"]
        yield from self.pair(title, runs, "download_file", most)

    @staticmethod
    def key(uid):
        """Where its archive is."""
        short, version = uid.split("-", 1)
        return f"onnx/{short}/{version}/{uid}.zip"

    def pair(self, what, runs, name, most):
        other = runs["boto3"]
        for title, mine in self.titles():
            yield rows.ratio(what + title, runs[mine], other, "boto3 " + name, most[0 if mine == "ours" else 1])
            yield rows.ratio(f"{what}{title}: processor time", runs[mine], other, "boto3 " + name, "1.3", kind="cpu")
        if self.server:
            told = (rows.seconds(statistics.median(self.spent[each])) for each in ("ours", "boto3"))
            yield (f"{what}: the server's processor time", *told, "", "")

    def titles(self):
        """What a row says beside its name of who did it."""
        return {"": "ours", **{f", by the {name}": name for name in self.bench.tools()}}.items()

    def heap_rows(self):
        """The weights in a heap of 64 MB."""
        small = ("-Xmx64m", "-Dheap=true")
        published = self.contest({"ours": self.publishes(self.bench.data("float32"), small)})["ours"][0]
        loaded = self.contest({"ours": self.loads(published.told["answer"], small)})["ours"][0]
        for call, each in (("publish float32 to", published), ("load float32 from", loaded)):
            yield rows.heap_of(f"{call} S3", each)

    def contest(self, contestants):
        """Keeps what the server spent for each, too."""
        self.spent = {name: [] for name in contestants}
        return self.bench.contest(contestants, watch=self.watch if self.server else None)

    @contextlib.contextmanager
    def watch(self, name):
        before = self.processor_time()
        yield
        self.spent[name].append(self.processor_time() - before)

    def processor_time(self):
        fields = pathlib.Path(f"/proc/{self.server}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    # Before each publish the bucket is emptied, before each load the cache.

    def publishes(self, folder, flags=()):
        command = self.bench.java_command(CALL, "publish", "s3", self.endpoint, folder, "auto", flags=flags)
        return Contestant(command, lambda: run(self.boto3("empty").command))

    def loads(self, uid, flags=()):
        cache = self.bench.work / "cache-ours"
        command = self.bench.java_command(CALL, "load", "s3", self.endpoint, cache, uid, flags=flags)
        return Contestant(command, lambda: self.bench.fresh("cache-ours"))

    def tool(self, *arguments, prepare):
        command = [TOOL, "--repository", f"s3:{self.endpoint}#models", *arguments]
        return {name: Contestant(command, prepare, environment) for name, environment in self.bench.tools().items()}

    def tool_publishes(self, folder):
        names = ["--name", "onnx", "--version", "1.0.0", "--param", "model=cnn10"]
        return self.tool("publish", folder, *names, prepare=lambda: run(self.boto3("empty").command))

    def tool_loads(self, uid):
        cache = self.bench.work / "cache-ours"
        return self.tool("--cache-root", cache, "load", uid, prepare=lambda: self.bench.fresh("cache-ours"))

    def boto3(self, call, *arguments):
        return Contestant([self.python, HERE / "store.py", call, self.endpoint, *arguments])
