"""Files that say they are photos: written anew, or refused with a sentence."""

import io

from common import PropertyCase
from odoo.fields import Command
from odoo.tests import tagged
from PIL import Image

SCRIPT = b"<script>alert(1)</script>"
HTML = b"<!DOCTYPE html><html><body>" + SCRIPT + b"</body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>"
LARGEST = 10 * 1024 * 1024


def picture(kind, **options):
    stream = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(stream, kind, **options)
    return stream.getvalue()


def located():
    """A photo that tells where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010E] = "Household 101"
    return picture("JPEG", exif=exif)


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
