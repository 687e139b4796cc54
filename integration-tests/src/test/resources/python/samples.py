"""Models and documents of every kind that YAML carries, from a seed."""

import datetime
import os
import random

import audmodel
import oyaml as yaml

NAMES = """
    model model.onnx a~b .hidden -rf Ünïcödé 日本語 e\u0301 \u00e9 😀 A a a-b a.b # %2e%2e $HOME * 'quote' "
""".split() + ["a b", "x" * 120]
LOOKALIKES = """
    1e3 0b1 0x1F 010 1_000 12:30 1:2.5 yes No ~ null << = .inf .nan 1. .5 2001-12-14 --- ... - ? : a: # [ ] { } , &a *a
    !a | > ' " % @ ` it's \\ \\L
""".split() + ["", "2001-12-14 21:59:43", "- a", "? a", "a: b", "a #b", " lead", "trail "]
NASTY = " \n\t\r'\"\\:#-?,[]{}&*!|>%@`=~<_.0aé\x00\x07\x85\xa0\u2028\u2029\ufeff\uffff"
FLOATS = [0.0, -0.0, 1e16, 1e-5, 1e22, 5e-324, 1.7976931348623157e308, float("nan"), float("-inf")]
DAYS = datetime.date.max.toordinal()


class Values:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def tree(self, depth):
        """A mapping that the package can read back; PyYAML cannot read all that it writes."""
        while True:
            tree = self.mapping(depth, self.text)
            try:
                if repr(yaml.load(yaml.dump(tree), Loader=yaml.Loader)) == repr(tree):
                    return tree
            except (ValueError, yaml.YAMLError):
                pass

    def mapping(self, depth, key):
        return {key(): self.value(depth - 1) for _ in range(self.random.randrange(6))}

    def value(self, depth):
        kind = self.random.randrange(4) if depth > 0 else 0
        if kind == 1:
            elements = [self.value(depth - 1) for _ in range(self.random.randrange(5))]
            return self.random.choice([list, list, tuple])(elements)
        if kind == 2:
            return self.mapping(depth, self.text)
        if kind == 3:
            return self.mapping(depth, self.key)
        return self.scalar()

    def key(self):
        return self.random.choice([None, True, 0, 7, -12, 2.5, self.date(), self.text()])

    def scalar(self):
        choose = self.random
        return choose.choice(
            [
                lambda: None,
                lambda: choose.random() < 0.5,
                lambda: choose.randrange(-1000, 1000),
                lambda: choose.randrange(-(2**63), 2**63),
                lambda: -choose.getrandbits(300),
                lambda: choose.uniform(-1e3, 1e3),
                lambda: choose.random() * 10.0 ** choose.randrange(-300, 300),
                lambda: choose.choice(FLOATS),
                self.date,
                self.time,
                lambda: choose.randbytes(choose.randrange(150)),
                self.text,
                self.text,
            ]
        )()

    def date(self):
        return datetime.date.fromordinal(self.random.randrange(1, DAYS))

    def time(self):
        choose = self.random
        zone = datetime.timezone(datetime.timedelta(minutes=choose.randrange(-1080, 1081)))
        time = datetime.time(
            choose.randrange(24),
            choose.randrange(60),
            choose.randrange(60),
            choose.choice([0, choose.randrange(1_000_000)]),
            choose.choice([None, zone]),
        )
        return datetime.datetime.combine(
            datetime.date.fromordinal(choose.randrange(1000, DAYS - 1000)), time
        )

    def text(self):
        choose = self.random
        kind = choose.randrange(5)
        if kind == 0:
            return choose.choice(LOOKALIKES)
        if kind == 1:
            return choose.choice(LOOKALIKES) + choose.choice(NASTY) + choose.choice(LOOKALIKES)
        if kind == 2:
            return "".join(choose.choices(NASTY, k=choose.randrange(1, 40)))
        if kind == 3:
            return "".join(self.character() for _ in range(choose.randrange(1, 20)))
        return " ".join("w" * choose.randrange(12) for _ in range(choose.randrange(1, 60)))

    def character(self):
        while True:
            point = self.random.randrange(self.random.choice([0x20, 0x100, 0x3000, 0x110000]))
            if not 0xD800 <= point < 0xE000:
                return chr(point)

    def folder(self, root):
        """Files of odd and usual names, some of them empty, some of them deep."""
        folders = [root]
        os.makedirs(root)
        for _ in range(self.random.randrange(6)):
            folder = os.path.join(self.random.choice(folders), self.random.choice(NAMES))
            if folder not in folders:
                os.mkdir(folder)
                folders.append(folder)
        for name in ["always"] + self.random.choices(NAMES, k=self.random.randrange(8)):
            file = os.path.join(self.random.choice(folders), name)
            if not os.path.exists(file):
                with open(file, "wb") as content:
                    content.write(self.content())
        return root

    def content(self):
        size = self.random.choice([0, 1, self.random.randrange(20_000)])
        return self.random.choice([self.random.randbytes(size), b"uar: 0.7\n" * (size // 9)])


def models(seed, count, root):
    """Arguments to publish models with, whose files are written below the root."""
    values = Values(seed)
    choose = values.random
    made = []
    for number in range(count):
        made.append(
            {
                "root": values.folder(os.path.join(root, str(number))),
                "name": choose.choice(["onnx", "torch", "a-b_c.d", "X", "7"]),
                "params": {"number": number, **values.tree(3)},
                "version": choose.choice(["1.0.0", "0.1.0", "10.2.3", "1.0.0-rc1", "3.0.0-SNAPSHOT", "2.0.0-rc.1"]),
                "author": choose.choice(["jdoe", "Jöhn \"J\" D'öe", "日本語", "a: b"]),
                "date": datetime.date(2000, 1, 1) + datetime.timedelta(days=choose.randrange(9999)),
                "meta": values.tree(4),
                "subgroup": choose.choice(["", "emotion", "emotion.cnn", "a.b.c.d-e_f"]),
            }
        )
    return made


def ids(seed, count):
    """Random parameters, with their ids and with the text of their header."""
    values = Values(seed)
    rows = []
    for _ in range(count):
        name = values.random.choice(["onnx", "a-b_c.d"])
        subgroup = values.random.choice(["", "emotion.cnn"])
        params = values.tree(4)
        rows.append(
            {
                "name": name,
                "subgroup": subgroup,
                "params": params,
                "uid": audmodel.uid(name, params, "1.0.0", subgroup=subgroup),
                "header": yaml.dump({"name": name, "parameters": params, "subgroup": subgroup}),
            }
        )
    return rows


def read_back(texts):
    return [yaml.load(text, Loader=yaml.Loader) for text in texts]
