"""A model of one layer, written as the files that ``fastembed`` reads: a table of a vector for each byte."""

import json
import random
import struct
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers

DIMENSIONS = 384
PAD = "[PAD]"
_FLOAT, _INT64 = 1, 7
_LENGTH_DELIMITED = 2


def write_model(folder: Path, seed: int = 7) -> None:
    """Write a tokenizer by bytes, and an ONNX model that looks up a random vector for each."""
    folder.mkdir(parents=True)
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {PAD: 0, **{letter: 1 + at for at, letter in enumerate(alphabet)}}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "tokenizer_config.json").write_text(json.dumps({"model_max_length": 128, "pad_token": PAD}))
    (folder / "model_optimized.onnx").write_bytes(_lookup(len(vocabulary), random.Random(seed)))


def _lookup(rows: int, chance: random.Random) -> bytes:
    """Return the ONNX model last_hidden_state = Gather(table, input_ids), as Protocol Buffers write it."""
    numbers = [chance.gauss(0, 1) for _ in range(rows * DIMENSIONS)]
    table = (
        _number(1, rows)
        + _number(1, DIMENSIONS)
        + _number(2, _FLOAT)
        + _bytes(8, b"table")
        + _bytes(9, struct.pack(f"<{len(numbers)}f", *numbers))
    )
    node = (
        _bytes(1, b"table") + _bytes(1, b"input_ids") + _bytes(2, b"last_hidden_state") + _bytes(4, b"Gather")
    )
    graph = (
        _bytes(1, node)
        + _bytes(2, b"lookup")
        + _bytes(5, table)
        + _bytes(11, _value(b"input_ids", _INT64, b"texts", b"tokens"))
        + _bytes(12, _value(b"last_hidden_state", _FLOAT, b"texts", b"tokens", DIMENSIONS))
    )
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _bytes(1, b"") + _number(2, 13))


def _value(name: bytes, kind: int, *sizes: bytes | int) -> bytes:
    dimensions = [_bytes(2, size) if isinstance(size, bytes) else _number(1, size) for size in sizes]
    shape = b"".join(_bytes(1, dimension) for dimension in dimensions)
    return _bytes(1, name) + _bytes(2, _bytes(1, _number(1, kind) + _bytes(2, shape)))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | _LENGTH_DELIMITED) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    parts = []
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*parts, value])
