"""All cryptography of the store, and nothing else: it knows bytes, no tables and no preparations.

Every primitive is libsodium's, through PyNaCl:

- a box: XChaCha20-Poly1305 (IETF), 32-byte key, 24-byte random nonce
  (draft-irtf-cfrg-xchacha-03; so many random nonces may be drawn under one key);
- keys and ids from a secret: BLAKE2b with the secret as key, and a ``person`` for each use
  (RFC 7693), so that no two uses ever give the same bytes;
- passwords: Argon2id (RFC 9106), 64 MiB and 3 passes, above OWASP's 19 MiB and 2.

A sealed box is ``version (1) || nonce (24) || ciphertext and tag``. What is authenticated with it
is ``version (1) || rev (8) || id``: a box put in another's row, or an older box put back, doesn't
open. A box never says which key it is under, so the same data key can be wrapped by a session
today and by a code tomorrow: ``seal(kek, data_key, id=...)`` is all there is to wrapping.
"""

import base64
import binascii
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    sodium_pad,
    sodium_unpad,
)
from nacl.encoding import RawEncoder
from nacl.exceptions import CryptoError, InvalidkeyError
from nacl.hash import blake2b
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.pwhash import argon2id

from prepkit.core.errors import PrepkitError, Unavailable

KEY = 32  # bytes, of every key, id and token
BODY_STEP = 4096  # bytes: a body's size tells how many steps it fills, and no more
_VERSION = b"\x01"
_NONCE = 24
_REV = 8


class SealBroken(PrepkitError):
    """A box that doesn't open: another key, id or revision, or changed bytes."""


# keys and boxes


def new_key() -> bytes:
    """A fresh random key."""
    return secrets.token_bytes(KEY)


def derived(secret: bytes, person: str, data: bytes = b"") -> bytes:
    """32 bytes for one use of a secret; ``person`` (1 to 16 characters) names the use."""
    if not 1 <= len(person) <= 16:
        raise ValueError("a use has a name of 1 to 16 characters")
    return blake2b(data, digest_size=KEY, key=secret, person=person.encode(), encoder=RawEncoder)


def seal(key: bytes, plain: bytes, *, id: bytes, rev: int = 0, step: int = 1) -> bytes:
    """Seal ``plain`` to a place (``id``) and a revision; padded up to whole steps of bytes."""
    nonce = secrets.token_bytes(_NONCE)
    padded = sodium_pad(plain, step)
    return (
        _VERSION
        + nonce
        + crypto_aead_xchacha20poly1305_ietf_encrypt(padded, _bound(id, rev), nonce, key)
    )


def unseal(key: bytes, sealed: bytes, *, id: bytes, rev: int = 0, step: int = 1) -> bytes:
    """What was sealed; raises SealBroken unless key, id, rev and every byte are the same."""
    if sealed[:1] != _VERSION:
        raise SealBroken("the box has a format that this prepkit doesn't know")
    nonce, boxed = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    try:
        padded = crypto_aead_xchacha20poly1305_ietf_decrypt(boxed, _bound(id, rev), nonce, key)
    except (CryptoError, ValueError):  # ValueError: too short to be a box at all
        raise SealBroken("the box doesn't open") from None
    return sodium_unpad(padded, step)


def _bound(id: bytes, rev: int) -> bytes:
    return _VERSION + rev.to_bytes(_REV, "big") + id


# letterboxes: what anybody with the public half may put in, and only the secret half takes out


def new_letterbox() -> tuple[bytes, bytes]:
    """A fresh pair for ``post`` and ``take_out``: the secret half and the public half."""
    secret = PrivateKey.generate()
    return bytes(secret), bytes(secret.public_key)


def letterbox_of(secret: bytes) -> bytes:
    """The public half that belongs to a secret half."""
    return bytes(PrivateKey(secret).public_key)


def post(public: bytes, plain: bytes, *, size: int) -> bytes:
    """Seal to whoever has the secret half; not even the sender can open it again.

    Everything shorter than ``size`` bytes gets the same length. Raises ValueError for more. A
    sealed box says nothing of who sent it (X25519 and XSalsa20-Poly1305, libsodium's sealed box).
    """
    if len(plain) >= size:
        raise ValueError("too long to be posted")
    return SealedBox(PublicKey(public)).encrypt(sodium_pad(plain, size))


def take_out(secret: bytes, sealed: bytes, *, size: int) -> bytes:
    """What was posted; raises SealBroken."""
    try:
        return sodium_unpad(SealedBox(PrivateKey(secret)).decrypt(sealed), size)
    except (CryptoError, ValueError, TypeError):
        raise SealBroken("the letter doesn't open") from None


# tokens: what a browser's cookie holds


def new_token() -> str:
    """A fresh random token, as it goes in a cookie."""
    return as_token(secrets.token_bytes(KEY))


def as_token(secret: bytes) -> str:
    """Bytes as letters, digits, - and _: safe in a cookie, a form and an address."""
    return base64.urlsafe_b64encode(secret).decode().rstrip("=")


def token_secret(token: str) -> bytes:
    """The token's bytes; raises SealBroken if it can't be one of ours."""
    try:
        secret = base64.b64decode(token.encode("ascii") + b"=", altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error):
        secret = b""
    if len(secret) != KEY:
        raise SealBroken("that is not a token")
    return secret


# passwords and codes


@dataclass(frozen=True)
class Cost:
    """What one check of a password or a code costs: passes over ``memory`` bytes."""

    passes: int = 3
    memory: int = 64 * 2**20  # 68 ms on the machine it was measured on


_PERMITS = BoundedSemaphore(2)  # 2 x 64 MiB at once, so that a 1 GB server survives a flood
_QUEUE = 3  # seconds to wait for a permit


def hash_password(password: str, cost: Cost) -> bytes:
    """The password's Argon2id hash, with its own salt and cost in it."""
    with _permit():
        return argon2id.str(password.encode(), cost.passes, cost.memory)


def is_password(password: str, hashed: bytes) -> bool:
    """Whether the password is the one that was hashed."""
    with _permit():
        try:
            return argon2id.verify(hashed, password.encode())
        except InvalidkeyError:
            return False


def stretched(code: str, salt: bytes, cost: Cost) -> bytes:
    """32 bytes from a code by one Argon2id; ``salt`` is 16 bytes. Raises Unavailable in a queue."""
    with _permit():
        return argon2id.kdf(KEY, code.encode(), salt, cost.passes, cost.memory)


@contextmanager
def _permit(wait: float = _QUEUE) -> Iterator[None]:
    if not _PERMITS.acquire(timeout=wait):
        raise Unavailable("too many codes are being checked; try again in a moment")
    try:
        yield
    finally:
        _PERMITS.release()
