"""What search engines are told about a portrait: https://schema.org/Person as a plain dict.

A pure function of a page and absolute addresses. The sources of the portrait are the other places that speak of the same person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from common.names import country_name
from common.structured_data import CONTEXT
from portraits.enums import Discipline

if TYPE_CHECKING:
    from portraits.models import PortraitPage


def person_data(portrait: PortraitPage, *, url: str, image: str, language: str) -> dict[str, Any]:
    """The person, with what is known of her."""
    person: dict[str, Any] = {
        "@type": "Person",
        "@id": f"{url}#person",
        "name": portrait.title,
        "description": portrait.work,
        "jobTitle": portrait.occupation,
        "knowsAbout": [str(Discipline(value).label) for value in portrait.disciplines],
        "birthDate": portrait.birth_date,
        "birthPlace": place(portrait.birth_place),
        "deathDate": portrait.death_date,
        "deathPlace": place(portrait.death_place),
        "workLocation": [{"@type": "Country", "name": country_name(code, language)} for code in portrait.countries],
        "sameAs": portrait.source_addresses,
    }
    return {
        "@context": CONTEXT,
        "@type": "ProfilePage",
        "@id": url,
        "url": url,
        "name": portrait.title,
        "description": portrait.search_description or portrait.work,
        "inLanguage": language,
        "isAccessibleForFree": True,
        "image": image,
        "mainEntity": {name: value for name, value in person.items() if value},
    }


def place(name: str) -> dict[str, str]:
    """A place by its name; nothing for none."""
    return {"@type": "Place", "name": name} if name else {}
