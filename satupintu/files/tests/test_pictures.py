"""Pictures lose what they say about their sender, and nothing that is seen."""

import io

import pytest
from PIL import Image

from satupintu.files import pictures
from satupintu.files.pictures import without_metadata
from satupintu.files.refusals import Refused
from satupintu.files.tests import samples
from satupintu.files.tests.samples import written


@pytest.mark.proves("PRT-12")
def test_place_time_and_camera_of_a_photograph_are_gone(tmp_path) -> None:
    data = samples.photograph()
    with Image.open(io.BytesIO(data)) as before:
        assert before.getexif().get_ifd(0x8825)  # so that the test cannot pass by itself
    bare = without_metadata(written(tmp_path, data), "jpg")
    with Image.open(bare) as after:
        assert dict(after.getexif()) == {}
        assert not {"exif", "comment", "icc_profile", "xmp"} & set(after.info)
    content = bare.read_bytes()
    assert not any(word in content for word in (b"Siti", b"Model X", b"Exif", b"GPS", b"ICC_"))
    assert not (tmp_path / "sample").exists()


def test_a_photograph_stands_upright_without_its_note_about_that(tmp_path) -> None:
    bare = without_metadata(written(tmp_path, samples.photograph(turned=6)), "jpg")
    with Image.open(bare) as after:
        assert after.size == (20, 40)
        red, _, blue = after.convert("RGB").crop((10, 3, 11, 4)).tobytes()
        assert blue > 200 > red  # what was left is above


def test_a_very_large_photograph_is_halved_and_keeps_its_form(tmp_path) -> None:
    bare = without_metadata(
        written(tmp_path, samples.photograph(turned=1, size=(5200, 4000))), "jpg"
    )
    with Image.open(bare) as after:
        assert after.size == (2600, 2000)


@pytest.mark.parametrize("size", [(40, 20), (5200, 4000)])
def test_of_a_photograph_with_a_second_picture_behind_it_the_first_is_kept(tmp_path, size) -> None:
    made, second = io.BytesIO(), Image.new("L", (20, 10), 7)
    Image.new("RGB", size, "red").save(made, "MPO", save_all=True, append_images=[second])
    bare = without_metadata(written(tmp_path, made.getvalue()), "jpg")
    assert bare.read_bytes().count(b"\xff\xd8\xff") == 1
    with Image.open(bare) as after:
        assert (after.format, getattr(after, "n_frames", 1)) == ("JPEG", 1)


def test_texts_beside_the_pixels_go_and_what_is_see_through_stays(tmp_path) -> None:
    bare = without_metadata(written(tmp_path, samples.png(Author="Siti", GPS="-6.9,110.4")), "png")
    assert b"Siti" not in bare.read_bytes()
    with Image.open(bare) as after:
        assert after.mode == "RGBA"
        assert after.getpixel((0, 0)) == (1, 2, 3, 128)
        assert after.info == {}


@pytest.mark.proves("T34")
@pytest.mark.parametrize(
    ("data", "kind", "reason"),
    [
        (samples.png_bomb(), "png", "picture"),
        (samples.png_bomb(8000, 6000), "png", "picture"),
        (samples.png_bomb(4000, 5000), "png", "broken"),  # far fewer pixels than it says
        (samples.moving_png(), "png", "picture"),
        (samples.photograph()[:300], "jpg", "broken"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 500, "jpg", "broken"),
    ],
)
def test_bombs_moving_and_broken_pictures_are_not_taken(tmp_path, data, kind, reason) -> None:
    with pytest.raises(Refused) as told:
        without_metadata(written(tmp_path, data), kind)
    assert told.value.reason == reason
    assert list(tmp_path.glob("arriving/*")) == []


@pytest.mark.proves("T34")
def test_a_photograph_of_endless_passes_is_not_drawn(tmp_path) -> None:
    made = io.BytesIO()
    Image.new("L", (640, 480)).save(made, "JPEG", progressive=True)
    data = made.getvalue()
    again = data[data.rindex(b"\xff\xc4", 0, data.rindex(b"\xff\xda")) : -2]  # its last pass
    many = data[:-2] + again * pictures.MOST_SCANS + b"\xff\xd9"
    with pytest.raises(Refused, match="picture"):
        without_metadata(written(tmp_path, many), "jpg")
    few = data[:-2] + again * 20 + b"\xff\xd9" + again * 200  # what lies behind it is not drawn
    with Image.open(without_metadata(written(tmp_path, few), "jpg")) as after:
        assert after.size == (640, 480)


def test_pictures_do_not_occupy_every_thread(tmp_path) -> None:
    with pictures._places, pictures._places, pytest.raises(Refused, match="crowd"):
        without_metadata(written(tmp_path, samples.photograph()), "jpg")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_mode_of_a_png_is_kept_or_becomes_one_that_looks_the_same(tmp_path, mode) -> None:
    made = io.BytesIO()
    picture = Image.new(mode, (4, 4), 40_000 if mode == "I;16" else 1)
    picture.save(made, "PNG")
    bare = without_metadata(written(tmp_path, made.getvalue()), "png")
    with Image.open(bare) as after:
        assert after.convert("RGBA").tobytes() == Image.open(made).convert("RGBA").tobytes()


def test_a_picture_for_print_in_four_colours_becomes_one_for_screens(tmp_path) -> None:
    made = io.BytesIO()
    Image.new("CMYK", (4, 4), (0, 255, 255, 0)).save(made, "JPEG")
    with Image.open(without_metadata(written(tmp_path, made.getvalue()), "jpg")) as after:
        assert after.mode == "RGB"
