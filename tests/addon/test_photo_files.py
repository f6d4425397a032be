"""Files that say they are photos: written anew, or refused with a sentence."""

import io
from pathlib import Path
from unittest.mock import patch

from common import PropertyCase
from odoo.addons.property_visit.models import photo_files
from odoo.fields import Command
from odoo.tests import tagged
from PIL import Image

SCRIPT = b"<script>alert(1)</script>"
HTML = b"<!DOCTYPE html><html><body>" + SCRIPT + b"</body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>"
LARGEST = 10 * 1024 * 1024
# As an iPhone takes it: 64 x 32, to be turned upright, with its place and a name.
HEIC = Path(__file__).parents[1].joinpath("data/turned.heic").read_bytes()


def picture(kind, **options):
    stream = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(stream, kind, **options)
    return stream.getvalue()


def located(kind="JPEG"):
    """A photo that tells where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010E] = "Household 101"
    return picture(kind, exif=exif)


@tagged("post_install", "-at_install")
class TestPhotoFiles(PropertyCase):
    def keep(self, data, name="stairs.jpg"):
        """Upload as the form does: the file first, the visit afterwards."""
        file = (
            self.env["ir.attachment"]
            .with_user(self.butler)
            .create({"name": name, "raw": data})
        )
        visit = self.make_visit().with_user(self.butler)
        visit.photo_ids = [Command.link(file.id)]
        return file.sudo()

    def test_a_picture_loses_where_it_was_taken(self):
        kept = Image.open(io.BytesIO(self.keep(located()).raw))
        self.assertEqual(kept.size, (20, 10))
        self.assertFalse(dict(kept.getexif()))

    def test_a_picture_that_is_a_page_as_well_is_a_picture_only(self):
        for kind in ("GIF", "PNG", "JPEG"):
            with self.subTest(kind):
                file = self.keep(picture(kind) + HTML)
                self.assertNotIn(SCRIPT, file.raw)
                self.assertEqual(file.mimetype, "image/jpeg")

    def test_a_page_is_no_photo(self):
        for data in (HTML, SVG):
            with self.subTest(data), self.assertRefused("Only photos"):
                self.keep(data)

    def test_too_large(self):
        with self.assertRefused("10 MB at most"):
            self.keep(b"\0" * (LARGEST + 1))

    def test_a_broken_picture(self):
        with self.assertRefused("Only photos"):
            self.keep(picture("PNG")[:40])

    def test_webp_of_a_phone_becomes_a_jpeg_that_tells_no_place(self):
        kept = Image.open(io.BytesIO(self.keep(located("WEBP"), "a.webp").raw))
        self.assertEqual((kept.format, kept.size), ("JPEG", (20, 10)))
        self.assertFalse(dict(kept.getexif()))

    def test_heic_of_an_iphone_becomes_an_upright_jpeg_that_tells_no_place(self):
        file = self.keep(HEIC, "IMG_0001.HEIC")
        kept = Image.open(io.BytesIO(file.raw))
        self.assertEqual((kept.format, kept.size), ("JPEG", (32, 64)))
        self.assertFalse(dict(kept.getexif()))
        self.assertNotIn(b"Household 101", file.raw)
        self.assertEqual(file.mimetype, "image/jpeg")

    def test_broken_ones_of_phones(self):
        webp = picture("WEBP")
        for data in (webp[:20], webp[:12] + HTML, HEIC[:200], HEIC[:24] + HTML):
            with self.subTest(data), self.assertRefused("Only photos"):
                self.keep(data)

    def test_a_small_file_that_unpacks_into_far_too_many_pixels(self):
        for kind in ("PNG", "WEBP"):
            stream = io.BytesIO()
            Image.new("RGB", (9000, 9000)).save(stream, kind)
            with self.subTest(kind), self.assertRefused("Only photos"):
                photo_files.encode_anew(stream.getvalue())

    def test_nor_may_heic_which_is_never_unpacked_to_find_out(self):
        """Nothing here writes one that large, so that the limit comes down to it."""
        unpack = patch.object(
            photo_files.pi_heif.HeifFile, "to_pillow", side_effect=AssertionError
        )
        limit = patch.object(photo_files, "IMAGE_MAX_RESOLUTION", 64 * 32 - 1)
        with limit, unpack, self.assertRefused("Only photos"):
            photo_files.encode_anew(HEIC)
        with patch.object(photo_files, "IMAGE_MAX_RESOLUTION", 64 * 32):
            self.assertTrue(photo_files.encode_anew(HEIC))

    def test_without_its_reader_heic_is_refused_with_what_to_do(self):
        self.startPatcher(patch.object(photo_files, "pi_heif", None))
        with self.assertRefused("as JPEG"):
            self.keep(HEIC)
