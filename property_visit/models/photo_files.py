"""What residents upload: few photos, looked into and written anew.

A file that says it is a picture may be anything, and a picture may carry where it was
taken. Only what Pillow reads as a photo is kept, encoded again: smaller, upright,
without any of its metadata. WebP and HEIC, which phones take, become JPEG as well.
"""

import io

# Asked by pages and models alike: no `env` is at hand.
# pylint: disable=prefer-env-translation
from odoo import _
from odoo.exceptions import UserError
from odoo.tools.image import IMAGE_MAX_RESOLUTION, ImageProcess, binary_to_image
from PIL import ImageOps
from PIL.WebPImagePlugin import WebPImageFile

try:
    import pi_heif
except ImportError:  # optional: without it, iPhones are asked for a JPEG
    pi_heif = None

MOST = 6  # photos
LARGEST = 10 * 1024 * 1024  # bytes each
SIDE = 1920  # pixels
FORMATS = ("JPEG", "PNG", "GIF")
QUALITY = 80
HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
UNREADABLE = (UserError, ValueError, OSError, SyntaxError, MemoryError)
UNREADABLE += (RuntimeError, EOFError)  # of libheif
# A phone that is not asked for HEIC sends a JPEG instead.
ACCEPT = "image/*" if pi_heif else "image/jpeg,image/png,image/gif,image/webp"


def read_photos(files):
    """Read photos that a form sent.

    :param files: werkzeug `FileStorage` objects; those without a name are skipped
    :return: list of (file name, bytes of a JPEG)
    :raise UserError: too many, too large, or no photo
    """
    sent = [file for file in files if file and file.filename]
    if len(sent) > MOST:
        raise UserError(_("Send at most %s photos at a time.", MOST))
    return [
        (f"photo-{number}.jpg", _read_photo(file))
        for number, file in enumerate(sent, start=1)
    ]


def _read_photo(file):
    data = file.stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UserError(
            _("A photo may have %s MB at most: choose a smaller one.", LARGEST >> 20)
        )
    return encode_anew(data)


def encode_anew(data):
    """The same picture as a JPEG of moderate size, without metadata.

    :param bytes data: a picture: JPEG, PNG, GIF, WebP, or HEIC where `pi_heif` is
        installed
    :rtype: bytes
    :raise UserError: it is none, or has far too many pixels
    """
    try:
        data = _of_phone(data)
        if binary_to_image(data).format not in FORMATS:
            raise no_photo()
        # `verify_resolution`: a small file may unpack into gigabytes.
        picture = ImageProcess(data, verify_resolution=True)
        picture.resize(SIDE, SIDE)
        return picture.image_quality(quality=QUALITY, output_format="JPEG")
    except UNREADABLE as error:
        raise no_photo() from error


def no_photo():
    """What is said of a file that is no photo we can read."""
    if pi_heif:
        return UserError(_("Only photos can be sent: JPEG, PNG, GIF, WebP or HEIC."))
    return UserError(
        _("Only photos can be sent: JPEG, PNG, GIF or WebP; of an iPhone, as JPEG.")
    )


def is_of_phone(data):
    """Whether it says that it is WebP or HEIC, which Odoo's own tools pass over."""
    return _is_webp(data) or _is_heic(data)


def _is_webp(data):
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def _is_heic(data):
    return data[4:8] == b"ftyp" and data[8:12] in HEIC


def _of_phone(data):
    """WebP and HEIC as a PNG that Odoo's own tools read, all else as it is."""
    if not is_of_phone(data):
        return data
    if _is_heic(data) and not pi_heif:
        raise no_photo()
    stream = io.BytesIO(data)
    picture = WebPImageFile(stream) if _is_webp(data) else pi_heif.open_heif(stream)
    width, height = picture.size
    if width * height > IMAGE_MAX_RESOLUTION:
        raise no_photo()
    if _is_heic(data):
        picture = picture.to_pillow()
    picture = ImageOps.exif_transpose(picture)
    picture.thumbnail((SIDE, SIDE))
    stream = io.BytesIO()
    picture.save(stream, "PNG", compress_level=1)
    return stream.getvalue()


def attach_photos(env, record, photos):
    """Attach photos to a record in the name of the user.

    :param photos: as `read_photos` returns them
    :return: the `ir.attachment` records, as superuser
    """
    return (
        env["ir.attachment"]
        .sudo()
        .create(
            [
                {
                    "name": name,
                    "raw": data,
                    "mimetype": "image/jpeg",
                    "res_model": record._name,
                    "res_id": record.id,
                }
                for name, data in photos
            ]
        )
    )
