"""The rows of the table. Each is a function that yields (what, ours, other, ratio, at most)."""

import json
import pathlib
import shutil
import tempfile

import bucket
import network
from bench import HERE, WARM, archive
from contest import median, run

ROWS = {}


def row(name):
    def add(function):
        ROWS[name] = function
        return function

    return add


def seconds(value):
    return f"{value:.2f} s" if value < 100 else f"{value:.0f} s"


def ratio(what, ours, other, name, most, kind="wall"):
    a, b = median(ours, kind), median(other, kind)
    return (what, seconds(a), f"{name} {seconds(b)}", f"{a / b:.3g}", most)


def limit(what, ours, bound, name, kind):
    a = median(ours, kind)
    return (what, seconds(a), f"{name} {seconds(bound)}", f"{a / bound:.3g}", "")


def publish(bench, kind, against_reference, against_copy):
    folder = bench.data(kind)
    runs = bench.contest(
        {
            "tool": bench.tool_publishes(folder),
            "ours": bench.ours_publishes(folder),
            "reference": bench.reference_publishes(folder),
            "cp": bench.cp(folder),
        }
    )
    ours = runs["ours"]
    yield ratio(f"publish {kind}", ours, runs["reference"], "reference", against_reference)
    yield ratio(f"publish {kind}", ours, runs["cp"], "cp -r", against_copy)
    yield ratio(f"publish {kind}, by the tool", runs["tool"], runs["reference"], "reference", against_reference)
    mine, other = (archive(bench.work / each).stat().st_size / 1e6 for each in ("ours", "reference"))
    yield (f"archive of {kind}", f"{mine:.1f} MB", f"reference {other:.1f} MB", f"{mine / other:.4g}", "")
    uid = ours[0].told["answer"]
    runs = bench.contest(
        {
            "tool": bench.tool_loads(bench.work / "ours", uid),
            "ours": bench.ours_loads(bench.work / "ours", uid),
            "ours, of reference": bench.ours_loads(bench.work / "reference", uid),
            "reference": bench.reference_loads(bench.work / "reference", uid),
            "inflate": bench.inflate(archive(bench.work / "reference")),
            "cp": bench.cp(folder),
        }
    )
    copy = "3" if kind == "float32" else ""
    theirs = "0.125" if kind == "float32" else ""
    yield ratio(f"load {kind}, cold", runs["ours"], runs["cp"], "cp -r", copy)
    yield ratio(f"load {kind}, cold", runs["ours"], runs["reference"], "reference, its own archive", theirs)
    yield ratio(f"load {kind}, cold, by the tool", runs["tool"], runs["cp"], "cp -r", copy)
    yield ratio(f"load {kind}, cold, by the tool", runs["tool"], runs["reference"], "reference, its own archive", theirs)
    what = f"load {kind}, cold, published by the reference"
    yield ratio(what, runs["ours, of reference"], runs["inflate"], "bare inflate", "1.2")


@row("float32")
def float32(bench):
    yield from publish(bench, "float32", "0.05", "5")


@row("bfloat16")
def bfloat16(bench):
    yield from publish(bench, "bfloat16", "", "")


@row("text")
def text(bench):
    yield from publish(bench, "text", "0.556", "")


# What the tool tells the JVM: a process of a second gains nothing from the compiler that takes its time.
QUICK = ("-XX:TieredStopAtLevel=1",)


@row("files")
def files(bench):
    folder = bench.data("files")
    runs = bench.contest(
        {
            "tool": bench.tool_publishes(folder),
            "quick": bench.ours_publishes(folder, flags=QUICK),
            "ours": bench.ours_publishes(folder),
            "reference": bench.reference_publishes(folder),
        }
    )
    yield from many_files(f"publish {bench.files:,} small files", runs)
    uid = runs["ours"][0].told["answer"]
    runs = bench.contest(
        {
            "tool": bench.tool_loads(bench.work / "ours", uid),
            "quick": bench.ours_loads(bench.work / "ours", uid, flags=QUICK),
            "ours": bench.ours_loads(bench.work / "ours", uid),
            "reference": bench.reference_loads(bench.work / "reference", uid),
            "cp": bench.cp(folder),
        }
    )
    yield from many_files(f"load {bench.files:,} small files, cold", runs)
    yield ratio(f"load {bench.files:,} small files, cold", runs["ours"], runs["cp"], "cp -r", "")


def many_files(what, runs):
    reference = runs["reference"]
    yield ratio(f"{what}, inside", runs["ours"], reference, "reference", "0.5", kind="inside")
    yield ratio(f"{what}, inside, {QUICK[0]}", runs["quick"], reference, "reference", "0.5", kind="inside")
    yield ratio(f"{what}, by the tool", runs["tool"], reference, "reference", "")


@row("s3")
def s3(bench):
    """Against boto3, which copies the finished archive as it is."""
    with bucket.open_bucket(bench) as models:
        yield from models.rows()


@row("network")
def over_network(bench):
    """One large model on a server that is as far away, and as narrow, as a store in the same region."""
    yield from network.compare(bench, network.USUAL, "float32")


@row("network-slow")
def over_network_with_slow_connections(bench):
    """The same with one connection in a hundred ten times slower, and without, in turn."""
    yield from network.compare_slow(bench)


@row("network-parts")
def parts_over_network(bench):
    yield from network.compare(bench, network.USUAL, "parts")


@row("network-files")
def files_over_network(bench):
    yield from network.compare(bench, network.USUAL, "files")


NEED_A_SERVER = ("s3", "heap-s3", "network", "network-slow", "network-parts", "network-files")


@row("service")
def service(bench):
    """What a process that is up already takes: rounds in one JVM, and in one Python."""
    folder = bench.data("float32")
    command = bench.java_command(WARM, bench.work / "ours", folder, bench.fresh("cache-ours"), 3, bench.runs)
    ours = run(command).told
    command = [bench.python, HERE / "reference.py", "service", "file-system", bench.work / "reference", folder]
    reference = run([*command, bench.fresh("cache-reference"), "1", str(bench.runs)]).told["answer"]
    for call, most in (("publish", "0.04"), ("load", "0.1")):
        mine, other = ours[call], reference[call]
        what = f"{call} float32, in a process that is up"
        yield (what, seconds(mine), f"reference {seconds(other)}", f"{mine / other:.3g}", most)


@row("hot")
def hot(bench):
    """What services call all the time: JMH here, a loop in the reference."""
    folder = bench.fresh("data-small")
    (folder / "labels.yaml").write_text("0: angry\n")
    runs = bench.contest({"reference": bench.reference_publishes(folder)}, 1)
    uid = runs["reference"][0].told["answer"]
    command = bench.reference_loads(bench.work / "reference", uid).command
    command[command.index("load")] = "warm"
    reference = run(command).told["answer"] * 1e6
    with tempfile.NamedTemporaryFile(dir=bench.work, suffix=".json") as result:
        options = ["-rf", "json", "-rff", result.name, "-f", "3", "warmLoad|shortId"]
        run(bench.java_command("org.openjdk.jmh.Main", *options))
        scores = {
            each["benchmark"].rsplit(".", 1)[1]: each["primaryMetric"]["score"]
            for each in json.loads(pathlib.Path(result.name).read_text())
        }
    warm, short = scores["warmLoad"], scores["shortId"]
    yield ("load by id, warm", f"{warm:.1f} µs", "10 µs", f"{warm / 10:.3g}", "1")
    yield ("load by id, warm", f"{warm:.1f} µs", f"reference {reference:.0f} µs", f"{warm / reference:.3g}", "0.0667")
    yield ("short id of five parameters", f"{short:.1f} µs", "5 µs", f"{short / 5:.3g}", "1")


def heap_of(what, each):
    peak = each.told["heap"] / (1 << 20)
    return (f"peak heap, -Xmx64m, {what} ({seconds(each.wall)})", f"{peak:.0f} MB", "64 MB", f"{peak / 64:.3g}", "1")


@row("heap-s3")
def heap_of_s3(bench):
    with bucket.open_bucket(bench) as models:
        yield from models.heap_rows()


@row("heap")
def heap(bench):
    """A file of 8 GB that takes no room, in a heap of 64 MB; and the weights, which are stored."""
    folder = bench.fresh("data-sparse")
    with open(folder / "zeros.bin", "wb") as file:
        file.truncate(bench.sparse << 30)
    small = ("-Xmx64m", "-Dheap=true")
    for name, model in ((f"{bench.sparse} GB of zeros", folder), ("float32", bench.data("float32"))):
        published = bench.contest({"ours": bench.ours_publishes(model, flags=small)}, 1)["ours"][0]
        loaded = bench.contest({"ours": bench.ours_loads(bench.work / "ours", published.told["answer"], flags=small)}, 1)
        for call, each in (("publish", published), ("load", loaded["ours"][0])):
            yield heap_of(f"{call} {name}", each)
    shutil.rmtree(folder)


@row("crowd")
def crowd(bench):
    """The same questions to a repository of a hundred models and to a large one."""
    folder = bench.fresh("crowd")
    command = bench.java_command("io.audmodel.benchmarks.compare.Crowd", folder, bench.models)
    for call, (few, asked_few, many, asked_many) in run(command).told.items():
        what = f"{call}: {bench.models:,} models ({asked_many} requests)"
        other = f"100 models ({asked_few} requests) {few:.0f} µs"
        yield (what, f"{many:.0f} µs", other, f"{many / few:.3g}", "1.1")
    shutil.rmtree(folder)
