"""Printed paper as it comes out: valid, and as a picture."""

from io import BytesIO

import page
import pypdfium2

PX = 10  # in a mm


def ua_faults(pdf, tmp_path):
    """What the validator has against it as PDF/UA-1, or False."""
    file = tmp_path / "x.pdf"
    file.write_bytes(pdf)
    found = page.validate_pdf(str(file), profile=page.ValidationProfile.PDF_UA_1)
    return "0 failed, 104 total" not in str(found) and str(found)


def picture(pdf, number):
    """A page in grey, 10 px a mm."""
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        return document[number].render(scale=PX * 25.4 / 72).to_pil().convert("L")
