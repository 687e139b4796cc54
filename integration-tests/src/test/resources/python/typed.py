"""Values as JSON with types, as the vectors have them, since JSON has neither dates nor keys that are no text."""

import datetime


def encode(value):
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return {"$int": str(value)}
    if isinstance(value, float):
        return {"$float": repr(value)}
    if isinstance(value, bytes):
        return {"$bytes": value.hex()}
    if isinstance(value, datetime.datetime):
        return {"$datetime": value.isoformat()}
    if isinstance(value, datetime.date):
        return {"$date": value.isoformat()}
    if isinstance(value, dict):
        return {"$map": [[encode(k), encode(v)] for k, v in value.items()]}
    if isinstance(value, tuple):
        return {"$tuple": [encode(item) for item in value]}
    return [encode(item) for item in value]


DECODERS = {
    "$int": int,
    "$float": float,
    "$bytes": bytes.fromhex,
    "$datetime": datetime.datetime.fromisoformat,
    "$date": datetime.date.fromisoformat,
    "$tuple": lambda items: tuple(decode(item) for item in items),
    "$map": lambda pairs: {decode(k): decode(v) for k, v in pairs},
}


def decode(value):
    if isinstance(value, list):
        return [decode(item) for item in value]
    if isinstance(value, dict):
        ((kind, content),) = value.items()
        return DECODERS[kind](content)
    return value
