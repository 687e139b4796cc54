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
        bench = self.bench
        folder = bench.data("float32")
        bench.contest({"ours": bench.ours_publishes(folder)}, 1)
        finished = archive(bench.work / "ours").rename(bench.work / "finished.zip")
        yield from self.both("float32", folder, finished, "1.4", "1.3")
        finished.unlink()
        # What is left of that without content to speak of.
        tiny = bench.fresh("data-small")
        (tiny / "labels.yaml").write_text("0: angry\n")
        yield from self.both("10 bytes", tiny, tiny / "labels.yaml", "", "")

    def network_rows(self, network):
        """Against boto3 with its own ten threads, and with thirty-two."""
        bench = self.bench
        delay, each, together, slow, _ = network
        bench.contest({"ours": bench.ours_publishes(bench.data("float32"))}, 1)
        finished = archive(bench.work / "ours").rename(bench.work / "finished.zip")
        what = f"float32, {delay} ms, {each} MB/s a connection, {together} MB/s in all"
        what += f", {slow:.0%} of the connections slow" if slow else ""
        seconds = finished.stat().st_size / 1e6 / together
        runs = self.contest(
            {
                "tool": self.tool_publishes(bench.data("float32")),
                "ours": self.publishes(bench.data("float32")),
                "boto3": self.boto3("upload", finished),
                "boto3, 32 threads": self.boto3("upload", finished, "32"),
            }
        )
        yield from self.network_pairs(f"publish {what}", runs, "upload_file", seconds)
        uid = runs["ours"][0].told["answer"]
        short, version = uid.split("-", 1)
        download = ("download", f"onnx/{short}/{version}/{uid}.zip", self.bench.fresh("copy") / "copy.zip")
        runs = self.contest(
            {
                "tool": self.tool_loads(uid),
                "ours": self.loads(uid),
                "boto3": self.boto3(*download),
                "boto3, 32 threads": self.boto3(*download, "32"),
            }
        )
        yield from self.network_pairs(f"load {what}", runs, "download_file", seconds)
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
        contestants = {"tool": self.tool_publishes(folder), "ours": self.publishes(folder)}
        runs = self.contest({**contestants, "boto3": self.boto3("upload", finished)})
        yield from self.pair(f"publish {what} to S3", runs, "upload_file", most_up)
        uid = runs["ours"][0].told["answer"]
        short, version = uid.split("-", 1)
        copy = self.bench.fresh("copy") / "copy.zip"
        download = self.boto3("download", f"onnx/{short}/{version}/{uid}.zip", copy)
        runs = self.contest({"tool": self.tool_loads(uid), "ours": self.loads(uid), "boto3": download})
        yield from self.pair(f"load {what} from S3, cold", runs, "download_file", most_down)

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
