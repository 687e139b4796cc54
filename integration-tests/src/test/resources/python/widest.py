"""Models with whatever the package's publish takes as author, date, name, subgroup, version, parameters and metadata."""

import collections
import datetime
import decimal
import enum
import os
import pathlib
import uuid

import audmodel
import numpy
import samples

VERSIONS = """
    1.0.0 0.1.0 10.2.3 1.0.0-rc1 2.0.0-rc.1 1.1.0-rc_1 1.0.0- 3.0.0-SNAPSHOT 1 1.2 2024.1 1.0.0rc1 1_0 1.0.0.1 1.0.0_a
    1.0.0-1.2.3.4-a--b..c 007.0.0 99999999999999999999.0.0
""".split()
NAMES = ["onnx", "a-b_c.d", "X", "7", ".hidden", "-rf", "a/b", "/a", "a//b", "a/", "", "_uid", "_alias", "1.0.0"]
SUBGROUPS = [None, "", "emotion", "emotion.cnn", "a..b", ".a", "a.", ".", "...", "_uid.x", "_alias.x", "a/b", "/a", "a./.b", "-"]


# Of sets Python shows the elements in no order, and of objects what their classes say.
PLAIN = {str, int, float, bool, bytes, list, tuple, dict, datetime.date, datetime.datetime}


class Colour(enum.Enum):
    RED = 1


class Word(str):
    pass


class Word2(str, enum.Enum):
    A = "a"


class Anything:
    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return f"Anything({self.value})"


Point = collections.namedtuple("Point", "x y")


class Wide(samples.Values):
    """Values that YAML alone does not carry, beside those that it does."""

    def scalar(self):
        if self.random.random() < 0.7:
            return super().scalar()
        return self.odd()

    def odd(self):
        choose = self.random
        number = choose.randrange(-100, 100)
        return choose.choice(
            [
                lambda: numpy.float64(choose.random()),
                lambda: numpy.float32(choose.random()),
                lambda: numpy.float16(choose.random()),
                lambda: numpy.int64(number),
                lambda: numpy.int8(number),
                lambda: numpy.uint16(abs(number)),
                lambda: numpy.bool_(number > 0),
                lambda: numpy.str_(self.text()),
                lambda: numpy.datetime64("2020-01-01"),
                lambda: numpy.array([number, 2]),
                lambda: {number, "a"},
                lambda: frozenset([number]),
                lambda: complex(number, 1),
                lambda: decimal.Decimal(number),
                lambda: pathlib.PurePosixPath("/data") / str(number),
                lambda: uuid.UUID(int=abs(number)),
                lambda: Colour.RED,
                lambda: Word("word"),
                lambda: Word2.A,
                lambda: Anything(number),
                lambda: Point(number, 2),
                lambda: datetime.time(1, 2),
                lambda: datetime.timedelta(number),
                lambda: datetime.timezone(datetime.timedelta(hours=1)),
                lambda: int,
                lambda: range(abs(number)),
                lambda: bytearray(b"abc"),
                lambda: collections.OrderedDict(b=number, a=1),
                lambda: collections.defaultdict(int, b=number),
                lambda: collections.Counter("aab"),
                lambda: {(number, "a"): 1},
                lambda: {(): (number,)},
                lambda: self.far_east(),
                lambda: self.deep(choose.choice([150, 199, 200, 230])),
                lambda: self.cycle(),
                lambda: self.shared(),
            ]
        )()

    def far_east(self):
        offset = datetime.timedelta(minutes=self.random.choice([-1, 1]) * self.random.randrange(1081, 1440))
        return datetime.datetime(2024, 1, 31, 12, 30, tzinfo=datetime.timezone(offset))

    def deep(self, levels):
        value = 1
        for _ in range(levels):
            value = [value]
        return value

    def cycle(self):
        value = [1]
        value.append(value)
        return value

    def shared(self):
        part = {"a": [1, 2]}
        return [part, part, {"again": part["a"]}]

    def tree(self, depth):
        return self.mapping(depth, self.text)

    def parameters(self):
        tree = {"number": self.random.getrandbits(60), **self.tree(3)}
        if self.random.random() < 0.9:
            return tree
        return self.random.choice([[], (), "", set(), collections.OrderedDict(tree), {}, {1: 2, 3: self.odd()}])

    def author(self):
        return self.random.choice(
            ["jdoe", "Jöhn \"J\" D'öe", None, "", 5, 0, 2.5, True, ["a", "b"], ("a",), {"name": "a"}, b"bytes", self.odd(),
             self.date(), self.time(), "\u2028", "a\nb", "null", "12"]
        )

    def day(self):
        return self.random.choice(
            [None, self.date(), self.time(), self.far_east(), "2024-01-31", "2024-01-31T10:00:00Z", "January", "", 2024,
             20240131, 1.5, ("2024", "01"), [], self.odd(), datetime.datetime(2024, 1, 31)]
        )

    def metadata(self):
        if self.random.random() < 0.85:
            return self.tree(4)
        return self.random.choice([None, {}, [], [1, 2], "text", 5, {"a": "\ud800"}, self.odd(), False])

    def version(self):
        """Half of them are of the form that every release takes."""
        return self.random.choice(["1.0.0", "2.0.0-rc.1", self.random.choice(VERSIONS)])


def described(call):
    """What the package answers, as text; None if it fails."""
    try:
        return str(call())
    except Exception:
        return None


def publish(seed, count, root):
    """Publishes models, loads each of them again, and tells what it needs to be found and what it should look like."""
    values = Wide(seed)
    choose = values.random
    made = []
    for number in range(count):
        source = values.folder(os.path.join(root, str(number)))
        arguments = {
            "name": choose.choice(NAMES),
            "params": values.parameters(),
            "version": values.version(),
            "author": values.author(),
            "date": values.day(),
            "meta": values.metadata(),
            "subgroup": choose.choice(SUBGROUPS),
        }
        try:
            uid = audmodel.publish(source, repository=audmodel.config.REPOSITORIES[0], **arguments)
        except Exception as error:
            made.append({"refused": f"{type(error).__name__}"})
            continue
        made.append(
            {
                "uid": uid,
                "root": source,
                "loads": described(lambda: audmodel.load(uid)) is not None,
                "name": str(arguments["name"]),
                "author": described(lambda: audmodel.author(uid)) if type(arguments["author"]) in PLAIN else None,
                "date": described(lambda: audmodel.date(uid)),
                "shown": str(arguments).encode("ascii", "backslashreplace").decode()[:2000],
            }
        )
    return made
