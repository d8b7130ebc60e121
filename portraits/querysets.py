"""Questions that portraits and what belongs to them are asked."""

from __future__ import annotations

import uuid

from django.db import models

from common.facets import FacetedPageQuerySet
from common.text import fold
from portraits.enums import Verification


class PortraitPageQuerySet(FacetedPageQuerySet):
    """Portraits."""

    def named(self, name: str) -> PortraitPageQuerySet:
        """Those whose names hold every word that somebody typed, whatever its case and accents."""
        pages = self
        for word in fold(name).split():
            pages = pages.filter(folded_name__contains=word)
        return pages


class QuotationQuerySet(models.QuerySet):
    """Quotations by certainty, person and language."""

    def verified(self) -> QuotationQuerySet:
        """The only ones that are shown as quotations."""
        return self.filter(state=Verification.VERIFIED)

    def in_language(self, code: str) -> QuotationQuerySet:
        return self.filter(locale__language_code=code)

    def of(self, portrait_key: uuid.UUID) -> QuotationQuerySet:
        """Those of one person, in whatever language her portrait is."""
        return self.filter(portrait__translation_key=portrait_key)
