"""Kernel: three things a processor does in one step and Python has no sign for."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np

ir, types = import_module("llvmlite.ir"), import_module("numba").types
_WIDE, _WORD = ir.IntType(128), ir.IntType(64)

Number = Any  # a number's type while a kernel is compiled, or the instruction that makes it
Instructions = Callable[..., Number]
_Made = Callable[[Callable[..., tuple[Any, Instructions]]], Callable[..., np.uint64]]
_instruction: _Made = import_module("numba.extending").intrinsic


@_instruction
def folded_product(typing: object, left: Number, right: Number) -> tuple[Any, Instructions]:
    """The lower and the upper half of a 128-bit product, one XOR the other."""

    def made(context: object, builder: Number, signature: object, arguments: list[Number]) -> Number:
        product = builder.mul(builder.zext(arguments[0], _WIDE), builder.zext(arguments[1], _WIDE))
        upper = builder.trunc(builder.lshr(product, ir.Constant(_WIDE, 64)), _WORD)
        return builder.xor(builder.trunc(product, _WORD), upper)

    return types.uint64(types.uint64, types.uint64), made


@_instruction
def zeros_below(typing: object, number: Number) -> tuple[Any, Instructions]:
    """How many zero bits stand below the lowest one; the number is not zero."""

    def made(context: object, builder: Number, signature: object, arguments: list[Number]) -> Number:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return types.uint64(types.uint64), made


@_instruction
def turned_round(typing: object, number: Number) -> tuple[Any, Instructions]:
    """The same eight bytes in the other order."""

    def made(context: object, builder: Number, signature: object, arguments: list[Number]) -> Number:
        return builder.bswap(arguments[0])

    return types.uint64(types.uint64), made
