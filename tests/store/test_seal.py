import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prepkit.core.errors import Unavailable
from prepkit.store.seal import (
    BODY_STEP,
    KEY,
    Cost,
    SealBroken,
    _permit,
    as_token,
    derived,
    hash_password,
    is_password,
    letterbox_of,
    new_key,
    new_letterbox,
    new_token,
    post,
    seal,
    take_out,
    token_secret,
    unseal,
)

CHEAP = Cost(passes=1, memory=8192)
KEY_1, KEY_2, ID = b"k" * KEY, b"K" * KEY, b"i" * KEY
# sealed by the first version of this format; every later one must open it
OLD_BOX = bytes.fromhex(
    "01e554a0e1460f8ec887de480bbe4f032c8c6a9edbc3d64459504f967660ffbd3923170cabd1450b"
    "5089b3986748f5f4932956399ee7186fd018518ea2f62600"
)


@settings(derandomize=True, deadline=None)
@given(st.binary(max_size=9000), st.integers(0, 2**63), st.sampled_from([1, BODY_STEP]))
def test_what_is_sealed_opens_as_it_was(plain, rev, step):
    box = seal(KEY_1, plain, id=ID, rev=rev, step=step)

    assert unseal(KEY_1, box, id=ID, rev=rev, step=step) == plain


def test_a_box_opens_only_with_its_own_key_place_and_revision():
    box = seal(KEY_1, b"hej", id=ID, rev=3)

    assert unseal(KEY_1, box, id=ID, rev=3) == b"hej"
    for key, id, rev in ((KEY_2, ID, 3), (KEY_1, b"o" * KEY, 3), (KEY_1, ID, 2)):
        with pytest.raises(SealBroken):
            unseal(key, box, id=id, rev=rev)


def test_no_byte_of_a_box_can_be_changed_or_left_out():
    box = seal(KEY_1, b"hej", id=ID)

    for i in range(len(box)):
        for broken in (box[:i] + bytes([box[i] ^ 1]) + box[i + 1 :], box[:i]):
            with pytest.raises(SealBroken):
                unseal(KEY_1, broken, id=ID)


def test_a_box_sealed_by_the_first_version_still_opens():
    assert unseal(KEY_1, OLD_BOX, id=ID, rev=7) == "Jag vill säga något.".encode()


def test_the_same_words_sealed_twice_look_different():
    assert seal(KEY_1, b"hej", id=ID) != seal(KEY_1, b"hej", id=ID)


@pytest.mark.parametrize(
    ("size", "steps"), [(0, 1), (1, 1), (4095, 1), (4096, 2), (8191, 2), (8192, 3)]
)
def test_a_body_tells_only_how_many_steps_it_fills(size, steps):
    box = seal(KEY_1, b"x" * size, id=ID, step=BODY_STEP)

    assert len(box) == 1 + 24 + steps * 4096 + 16  # version, nonce, padded body, tag


def test_a_data_key_wrapped_by_a_session_and_by_a_code_opens_the_same_body():
    data_key, session_kek, code_kek = new_key(), new_key(), derived(new_key(), "kek")
    body = seal(data_key, b"hej", id=ID, rev=1, step=BODY_STEP)

    by_session = seal(session_kek, data_key, id=b"s" * KEY)
    by_code = seal(code_kek, data_key, id=ID)

    for opened in (
        unseal(session_kek, by_session, id=b"s" * KEY),
        unseal(code_kek, by_code, id=ID),
    ):
        assert unseal(opened, body, id=ID, rev=1, step=BODY_STEP) == b"hej"


def test_each_use_of_a_secret_gives_bytes_of_its_own():
    uses = ("session", "session kek", "member session", "box", "csrf", "lookup", "kek", "root")

    found = {derived(KEY_1, use) for use in uses} | {derived(KEY_2, use) for use in uses}

    assert len(found) == 2 * len(uses)
    assert all(len(each) == KEY for each in found)


def test_blake2b_is_keyed_and_told_its_use_as_rfc_7693_and_libsodium_have_it():
    from hashlib import blake2b  # another implementation of the same

    assert derived(KEY_1, "box") == blake2b(key=KEY_1, person=b"box", digest_size=32).digest()


@pytest.mark.parametrize("use", ["", "x" * 17])
def test_a_use_without_a_name_that_fits_is_refused(use):
    with pytest.raises(ValueError, match="1 to 16"):
        derived(KEY_1, use)


def test_a_token_goes_in_a_cookie_and_back():
    token = new_token()

    assert len(token) == 43
    assert as_token(token_secret(token)) == token


@pytest.mark.parametrize("token", ["", "x", "x" * 42, "x" * 44, "å" * 43, "x" * 42 + "!", "=" * 43])
def test_what_cannot_be_a_token_is_refused(token):
    with pytest.raises(SealBroken):
        token_secret(token)


def test_a_password_is_known_again_and_another_is_not():
    hashed = hash_password("rätt häst", CHEAP)

    assert hashed.startswith(b"$argon2id$")
    assert is_password("rätt häst", hashed)
    assert not is_password("rätt hast", hashed)


def test_a_password_costs_what_it_should_unless_told_otherwise():
    assert Cost() == Cost(passes=3, memory=64 * 1024 * 1024)


def test_only_two_passwords_are_hashed_at_once():
    with _permit(), _permit(), pytest.raises(Unavailable), _permit(wait=0):
        pass

    assert hash_password("x", CHEAP)  # and both places are free again


@given(st.binary(max_size=200))
def test_a_letter_is_taken_out_by_its_secret_half_alone(words):
    secret, public = new_letterbox()

    sealed = post(public, words, size=256)

    assert take_out(secret, sealed, size=256) == words
    for other in (new_letterbox()[0], public):
        with pytest.raises(SealBroken):
            take_out(other, sealed, size=256)


def test_letters_have_one_size_and_no_two_are_alike():
    _, public = new_letterbox()

    letters = {post(public, words, size=256) for words in (b"", b"", b"x" * 255)}

    assert len(letters) == 3
    assert len({len(each) for each in letters}) == 1
    with pytest.raises(ValueError, match="too long"):
        post(public, b"x" * 256, size=256)


@pytest.mark.parametrize("sealed", [b"", b"x", b"x" * 48, b"x" * 304])
def test_what_is_no_letter_is_refused(sealed):
    with pytest.raises(SealBroken):
        take_out(new_letterbox()[0], sealed, size=256)


def test_the_public_half_is_known_from_the_secret_one():
    secret, public = new_letterbox()

    assert letterbox_of(secret) == public
