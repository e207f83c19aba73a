"""Kernel: XXH3-64 of a word of 1 to 240 bytes, as Yann Collet's specification has it, with seed 0."""

import numpy as np

from provenance.base.jit import inline
from provenance.base.letters.bits_kernel import folded_product, turned_round
from provenance.base.tokens import U8

_U = np.uint64
_SECRET = np.frombuffer(
    bytes.fromhex(
        "b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671fcb79e64eccc0e578825ad07dccff7221"
        "b8084674f743248ee03590e6813a264c3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8"
        "a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364eac5ac8334d3ebc3c581a0fffa1363eb"
        "170ddd51b7f0da49d316552629d4689e2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e"
    ),
    np.uint8,
)
_PRIME1, _PRIME2, _PRIME3 = _U(0x9E3779B185EBCA87), _U(0xC2B2AE3D27D4EB4F), _U(0x165667B19E3779F9)
_AVALANCHE, _RRMXMX = _U(0x165667919E3779F9), _U(0x9FB21C651E98DF25)


def _secret(start: int) -> int:
    return int.from_bytes(_SECRET[start : start + 8].tobytes(), "little")


_FLIP_1 = _U((_secret(0) ^ (_secret(0) >> 32)) & 0xFFFFFFFF)  # for 1-3 bytes
_FLIP_4 = _U(_secret(8) ^ _secret(16))  # for 4-8
_FLIP_9, _FLIP_9_LAST = _U(_secret(24) ^ _secret(32)), _U(_secret(40) ^ _secret(48))  # for 9-16
_LOW32 = _U(0xFFFFFFFF)


@inline
def eight_bytes(buffer: U8, i: np.uint64) -> np.uint64:
    """Bytes i to i + 7 as one number, the first lowest; compilers make one load of it."""
    low = _U(buffer[i]) | (_U(buffer[i + _U(1)]) << _U(8)) | (_U(buffer[i + _U(2)]) << _U(16))
    low |= (_U(buffer[i + _U(3)]) << _U(24)) | (_U(buffer[i + _U(4)]) << _U(32)) | (_U(buffer[i + _U(5)]) << _U(40))
    return low | (_U(buffer[i + _U(6)]) << _U(48)) | (_U(buffer[i + _U(7)]) << _U(56))


@inline
def hash_to_3(word: np.uint64, size: np.uint64) -> np.uint64:
    """Of 1-3 bytes held in one number, zeros above them."""
    first, last = word & _U(255), (word >> ((size - _U(1)) << _U(3))) & _U(255)
    middle = (word >> ((size >> _U(1)) << _U(3))) & _U(255)
    h = ((first << _U(16)) | (middle << _U(24)) | last | (size << _U(8))) ^ _FLIP_1
    h ^= h >> _U(33)
    h *= _PRIME2
    h ^= h >> _U(29)
    h *= _PRIME3
    return h ^ (h >> _U(32))


@inline
def hash_to_8(word: np.uint64, size: np.uint64) -> np.uint64:
    """Of 4-8 bytes held in one number, zeros above them."""
    h = ((word >> ((size - _U(4)) << _U(3))) & _LOW32) + (word << _U(32))
    h ^= _FLIP_4
    h ^= ((h << _U(49)) | (h >> _U(15))) ^ ((h << _U(24)) | (h >> _U(40)))
    h *= _RRMXMX
    h ^= (h >> _U(35)) + size
    h *= _RRMXMX
    return h ^ (h >> _U(28))


@inline
def hash_to_16(first: np.uint64, last: np.uint64, size: np.uint64) -> np.uint64:
    """Of 9-16 bytes: the first eight and the last eight."""
    low, high = first ^ _FLIP_9, last ^ _FLIP_9_LAST
    return _avalanche(size + turned_round(low) + high + folded_product(low, high))


@inline
def _avalanche(h: np.uint64) -> np.uint64:
    h ^= h >> _U(37)
    h *= _AVALANCHE
    return h ^ (h >> _U(32))


@inline
def _mix(word: U8, i: np.uint64, j: np.uint64) -> np.uint64:
    left = eight_bytes(word, i) ^ eight_bytes(_SECRET, j)
    return folded_product(left, eight_bytes(word, i + _U(8)) ^ eight_bytes(_SECRET, j + _U(8)))


@inline
def hash_to_128(word: U8, size: np.uint64) -> np.uint64:
    """Of 17-128 bytes: pieces of sixteen from both ends."""
    h = size * _PRIME1
    for k in range(((size - _U(1)) >> _U(5)) + _U(1)):
        i = _U(k) << _U(4)
        h += _mix(word, i, i + i) + _mix(word, size - i - _U(16), i + i + _U(16))
    return _avalanche(h)


@inline
def hash_to_240(word: U8, size: np.uint64) -> np.uint64:
    """Of 129-240 bytes: pieces of sixteen from the front, and the last."""
    h = size * _PRIME1
    for k in range(8):
        h += _mix(word, _U(k) << _U(4), _U(k) << _U(4))
    h = _avalanche(h)
    for k in range(_U(8), size >> _U(4)):
        h += _mix(word, _U(k) << _U(4), ((_U(k) - _U(8)) << _U(4)) + _U(3))
    return _avalanche(h + _mix(word, size - _U(16), _U(119)))


@inline
def hashed(word: U8, size: np.uint64) -> np.uint64:
    """Of the first `size` bytes, 1-240; at least eight can be read."""
    if size <= _U(8):
        loaded = eight_bytes(word, _U(0)) & (~_U(0) >> (_U(64) - (size << _U(3))))
        return hash_to_3(loaded, size) if size < _U(4) else hash_to_8(loaded, size)
    if size <= _U(16):
        return hash_to_16(eight_bytes(word, _U(0)), eight_bytes(word, size - _U(8)), size)
    return hash_to_128(word, size) if size <= _U(128) else hash_to_240(word, size)
