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


# Milliseconds to the first byte, MB/s of a connection and of all, the share of slow connections, and the seed that draws them.
NETWORK = (30, 60, 1000, 0, 1)
WITH_SLOW_ONES = (30, 60, 1000, 0.01, 1)


@contextlib.contextmanager
def open_bucket(bench, network=None):
    """The bucket of a server that is there already, or of one that lives as long as this, maybe behind a network."""
    python = environment(bench.work, "boto3")
    if "://" in bench.s3:
        yield Bucket(bench, python, bench.s3, None)
        return
    objects = bench.fresh("objects")
    quiet = f"-Dlogback.configurationFile={HERE / 'quiet.xml'}"
    command = [bench.java, quiet, "-cp", bench.servers.read_text().strip(), "io.audmodel.servers.ServerProcess"]
    command += [bench.s3, objects, "models", *([",".join(map(str, network))] if network else [])]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        endpoint, access, secret = server.stdout.readline().split()
        os.environ["MINIO_ACCESS_KEY"], os.environ["MINIO_SECRET_KEY"] = access, secret
        yield Bucket(bench, python, endpoint, server.pid)
        server.stdin.close()
    shutil.rmtree(objects)


class Bucket:
    def __init__(self, bench, python, endpoint, server):
        self.bench = bench
        self.python = python
        self.endpoint = endpoint
        self.server = server
        self.spent = {}

    def rows(self):
        with self.finished() as archive_of_weights:
            yield from self.both("float32", self.bench.data("float32"), archive_of_weights, "1.4", "1.3")
        # What is left of that without content to speak of.
        tiny = self.bench.fresh("data-small")
        (tiny / "labels.yaml").write_text("0: angry\n")
        yield from self.both("10 bytes", tiny, tiny / "labels.yaml", "", "")

    def network_rows(self, network):
        """Against boto3 with its own ten threads, and with thirty-two."""
        delay, each, together, slow, _ = network
        what = f"float32, {delay} ms, {each} MB/s a connection, {together} MB/s in all"
        what += f", {slow:.0%} of the connections slow" if slow else ""
        with self.finished() as finished:
            seconds = finished.stat().st_size / 1e6 / together
            others = {"boto3": (), "boto3, 32 threads": ("32",)}
            for call, name, runs in self.there_and_back(self.bench.data("float32"), finished, others):
                yield from self.network_pairs(f"{call} {what}", runs, name, seconds)

    @contextlib.contextmanager
    def finished(self):
        """The archive that is made of the weights, for those who only copy it."""
        self.bench.contest({"ours": self.bench.ours_publishes(self.bench.data("float32"))}, 1)
        finished = archive(self.bench.work / "ours").rename(self.bench.work / "finished.zip")
        yield finished
        finished.unlink()

    @staticmethod
    def network_pairs(what, runs, name, wire):
        for title, mine in (("", runs["ours"]), (", by the tool", runs["tool"]), (", inside", runs["ours"])):
            kind = "inside" if title == ", inside" else "wall"
            for other in ("boto3", "boto3, 32 threads"):
                if kind == "wall":
                    yield rows.ratio(what + title, mine, runs[other], f"{other}: {name}", "0.9")
            yield rows.limit(what + title, mine, wire, "the wire alone", kind)

    def both(self, what, folder, finished, most_up, most_down):
        """A publish and a load of what was published."""
        titles = {"publish": (f"publish {what} to S3", most_up), "load": (f"load {what} from S3, cold", most_down)}
        for call, name, runs in self.there_and_back(folder, finished, {"boto3": ()}):
            title, most = titles[call]
            yield from self.pair(title, runs, name, most)

    def there_and_back(self, folder, finished, others):
        """Yields call, the name of boto3's, and the runs: first of a publish, then of a load of what was published.

        Others are the contestants with boto3, and what each is called with.
        """
        ours = {"tool": self.tool_publishes(folder), "ours": self.publishes(folder)}
        runs = self.contest({**ours, **{name: self.boto3("upload", finished, *more) for name, more in others.items()}})
        yield "publish", "upload_file", runs
        uid = runs["ours"][0].told["answer"]
        short, version = uid.split("-", 1)
        there = ("download", f"onnx/{short}/{version}/{uid}.zip", self.bench.fresh("copy") / "copy.zip")
        ours = {"tool": self.tool_loads(uid), "ours": self.loads(uid)}
        runs = self.contest({**ours, **{name: self.boto3(*there, *more) for name, more in others.items()}})
        yield "load", "download_file", runs

    def pair(self, what, runs, name, most):
        ours, other = runs["ours"], runs["boto3"]
        yield rows.ratio(what, ours, other, "boto3 " + name, most)
        yield rows.ratio(f"{what}, by the tool", runs["tool"], other, "boto3 " + name, most)
        yield rows.ratio(f"{what}: processor time", ours, other, "boto3 " + name, "", kind="cpu")
        if self.server:
            mine, theirs = (statistics.median(self.spent[name]) for name in ("ours", "boto3"))
            yield (f"{what}: the server's", rows.seconds(mine), rows.seconds(theirs), "", "")

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

    def publishes(self, folder):
        command = self.bench.java_command(CALL, "publish", "s3", self.endpoint, folder, "auto")
        return Contestant(command, lambda: run(self.boto3("empty").command))

    def loads(self, uid):
        command = self.bench.java_command(CALL, "load", "s3", self.endpoint, self.bench.work / "cache-ours", uid)
        return Contestant(command, lambda: self.bench.fresh("cache-ours"))

    def tool(self, *arguments):
        return [TOOL, "--repository", f"s3:{self.endpoint}#models", *arguments]

    def tool_publishes(self, folder):
        names = ["--name", "onnx", "--version", "1.0.0", "--param", "model=cnn10"]
        return Contestant(self.tool("publish", folder, *names), lambda: run(self.boto3("empty").command))

    def tool_loads(self, uid):
        cache = self.bench.work / "cache-ours"
        return Contestant(self.tool("--cache-root", cache, "load", uid), lambda: self.bench.fresh("cache-ours"))

    def boto3(self, call, *arguments):
        return Contestant([self.python, HERE / "store.py", call, self.endpoint, *arguments])
