import base64
import io
from itertools import zip_longest

from odoo import api, models
from odoo.tools.image import image_data_uri
from PIL import Image, ImageOps

PHOTO_SIZE = (480, 480)
ROW_LINES = 20
COLUMN = 17  # Chinese characters in a line of the columns for what was said
PAUSES = "。！？；，、.!?;, "


class PropertyVisitForm(models.AbstractModel):
    """What stands in boxes, rows and pictures of forms, and what a notice says."""

    _inherit = "property.visit.form"

    # ------------------------------------------------------------------ notice

    @api.model
    def _greeting(self, contact):
        return self.env._("Dear %s,", contact.name or "")

    @api.model
    def _who_comes(self, visit):
        """Who will visit or call, as the sentence before the announced time."""
        person = visit.user_id.name or self.env._("A member of our team")
        if visit.user_id:
            person = f"{person} ({visit.role_id.name})"
        if visit.method_code == "phone":
            return self.env._("%s would like to call you on", person)
        if visit.method_code in ("door", False):
            return self.env._("%s would like to visit you at home on", person)
        return self.env._("%s would like to talk with you on", person)

    @api.model
    def _other_time(self, phone):
        """How to ask for another time; `phone` may be empty."""
        if phone:
            return self.env._(
                "If another day or hour suits you better, please call %s.", phone
            )
        return self.env._(
            "If another day or hour suits you better, please tell us beforehand."
        )

    @api.model
    def _walk_title(self, visits):
        return self.env._("%s visits in walking order", len(visits))

    # ------------------------------------------------------------------ looks

    @api.model
    def _tick(self, chosen):
        """What stands in a box: a root sign, which every Chinese font has.

        An empty box holds a space, for without text it would hang on another line.
        """
        return "√" if chosen else "\N{NO-BREAK SPACE}"

    @api.model
    def _side_by_side(self, left, right):
        """Two texts cut into rows, none so high that it would have to break.

        wkhtmltopdf draws the repeated heading of a table over a row that goes on.

        :return: list of pairs of texts, at least one
        """
        rows = zip_longest(_pieces(left), _pieces(right), fillvalue="")
        return list(rows) or [("", "")]

    @api.model
    def _signature(self, visit):
        """The signature as a data URI, "" when there is none."""
        return image_data_uri(visit.signature) if visit.signature else ""

    @api.model
    def _photos(self, records):
        """Photos that the user may read, small, as data URIs."""
        photos = records.photo_ids._filtered_access("read")
        return [
            uri
            for uri in map(
                self._small, photos.filtered(lambda p: "image/" in (p.mimetype or ""))
            )
            if uri
        ]

    def _small(self, photo):
        try:
            image = ImageOps.exif_transpose(Image.open(io.BytesIO(photo.raw or b"")))
        except (OSError, ValueError, Image.DecompressionBombError):
            return ""  # a format that paper cannot show (HEIC, SVG, a broken upload)
        image.thumbnail(PHOTO_SIZE)
        small = io.BytesIO()
        image.convert("RGB").save(small, "JPEG", quality=80)
        return image_data_uri(base64.b64encode(small.getvalue()))


def _pieces(text):
    """Cut a text after every so many lines of a narrow column."""
    pieces, room = [], 0
    for line in (text or "").splitlines():
        for part in _parts(line, ROW_LINES * COLUMN):
            height = -(-len(part) // COLUMN) or 1
            if height > room:
                pieces.append(part)
                room = ROW_LINES
            else:
                pieces[-1] += "\n" + part
            room -= height
    return pieces


def _parts(line, size):
    """A line in parts of at most that many characters, cut where one would pause."""
    while len(line) > size:
        pause = max(line.rfind(mark, size // 2, size) for mark in PAUSES) + 1
        yield line[: pause or size]
        line = line[pause or size :]
    yield line
