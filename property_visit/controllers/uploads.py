"""What residents upload: few photos, looked into and written anew.

A file that says it is a picture may be anything, and a picture may carry where it was
taken. Only what Pillow reads as a photo is kept, encoded again: smaller, upright,
without any of its metadata.
"""

# Models ask for it, too, without a request: no `env` is at hand.
# pylint: disable=prefer-env-translation
from odoo import _
from odoo.exceptions import UserError
from odoo.tools.image import ImageProcess, binary_to_image

MOST = 6  # photos
LARGEST = 10 * 1024 * 1024  # bytes each
SIDE = 1920  # pixels
FORMATS = ("JPEG", "PNG", "GIF")
QUALITY = 80


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

    :param bytes data: a picture of one of `FORMATS`
    :rtype: bytes
    :raise UserError: it is none, or has far too many pixels
    """
    try:
        if binary_to_image(data).format not in FORMATS:
            raise UserError(_("Only photos can be sent: JPEG, PNG or GIF."))
        # `verify_resolution`: a small file may unpack into gigabytes.
        picture = ImageProcess(data, verify_resolution=True)
        picture.resize(SIDE, SIDE)
        return picture.image_quality(quality=QUALITY, output_format="JPEG")
    except (UserError, ValueError, OSError, SyntaxError, MemoryError) as error:
        raise UserError(_("Only photos can be sent: JPEG, PNG or GIF.")) from error


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
