"""A page whose boxes have rules for some screens, and others laid in them, is read to its end."""

from __future__ import annotations

from appaudit.documents.document import document_from_text

PAGE = """<!DOCTYPE html><html><head><style>
@media (max-width:600px){.top{padding:0}} @media (min-width:601px){.top{padding:9px}}
</style></head><body style="color:var(--ink)"><div class="top" style="position:absolute;top:0">Egret</div>
<p>We collect your location.</p></body></html>"""


def test_what_is_laid_in_a_box_asks_for_no_ground_of_its_own():
    document = document_from_text(PAGE, "privacy.html")
    assert "We collect your location." in document.text
