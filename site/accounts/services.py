"""Invented people for the demonstration, one for each role."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from accounts.models import User

DEMO_PASSWORD = "Westem-Up-2026"  # noqa: S105  (published on purpose; these accounts exist in the demonstration only)

EDITORS = "Editors"
COORDINATORS = "Coordinators"
FILE_MODELS = [("wagtailimages", "image"), ("wagtaildocs", "document"), ("wagtailmedia", "media")]


@dataclass(frozen=True)
class DemoPerson:
    """An account: ``name`` stands before @example.org; ``group`` is empty for those who only learn."""

    name: str
    display_name: str
    language: str
    group: str = ""
    is_superuser: bool = False

    @property
    def email(self) -> str:
        return f"{self.name}@example.org"


DEMO_PEOPLE = (
    DemoPerson("learner", "Ingrid Exempel", "sv"),  # codespell:ignore exempel
    DemoPerson("lecturer", "Eleni Paradigma", "en"),
    DemoPerson("translator-sv", "Tova Översättare", "sv", group="Translators sv"),
    DemoPerson("reviewer-sv", "Rut Granskare", "sv", group="Reviewers sv"),
    DemoPerson("translator-el", "Θεανώ Μεταφράστρια", "el", group="Translators el"),
    DemoPerson("reviewer-el", "Ελπίδα Επιμελήτρια", "el", group="Reviewers el"),
    DemoPerson("editor", "Edda Muster", "en", group=EDITORS),
    DemoPerson("coordinator", "Łucja Przykład", "en", group=COORDINATORS),
    DemoPerson("admin", "Ada Example", "en", is_superuser=True),
)


@transaction.atomic
def make_demo_accounts() -> list[User]:
    """The accounts with their groups; again and again the same. Raises ImproperlyConfigured outside the demonstration.

    What the groups of a language may do is up to ``translation.services.roles``.
    """
    if not settings.IS_DEMONSTRATION:
        raise ImproperlyConfigured("Demonstration accounts have a published password: they exist only where IS_DEMONSTRATION is set.")
    _editors()
    groups = {person.group: staff_group(person.group) for person in DEMO_PEOPLE if person.group}
    users = []
    for person in DEMO_PEOPLE:
        user = _account(person)
        user.groups.set([groups[person.group]] if person.group else [])
        users.append(user)
    return users


def _account(person: DemoPerson) -> User:
    user = User.objects.filter(email=person.email).first() or User(email=person.email)
    user.display_name = person.display_name
    user.language = person.language
    user.is_active = True
    user.is_superuser = person.is_superuser
    user.is_staff = person.is_superuser or bool(person.group)
    if not user.check_password(DEMO_PASSWORD):
        user.set_password(DEMO_PASSWORD)
    user.save()
    EmailAddress.objects.filter(user=user).exclude(email=person.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=person.email, defaults={"verified": True, "primary": True})
    return user


def _editors() -> Group:
    """Write and publish anywhere, with images, documents, media, and the snippets that stand on every page; send pages to translators."""
    group = staff_group(EDITORS)
    if root := Page.get_first_root_node():
        allow_on_page(group, root, ["add", "change", "publish"])
    allow_on_files(group, ["add", "change", "choose"])
    snippets = ["menu", "menuitem", "sitewords"]
    group.permissions.add(*Permission.objects.filter(content_type__app_label="home", content_type__model__in=snippets))
    group.permissions.add(*Permission.objects.filter(content_type__app_label="common", content_type__model="topic"))
    portraits = ["add_quotation", "change_quotation", "view_nomination", "change_nomination", "add_termcard", "change_termcard"]
    group.permissions.add(*Permission.objects.filter(content_type__app_label="portraits", codename__in=portraits))
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtail_localize", codename="submit_translation"))
    return group


def staff_group(name: str) -> Group:
    """A group whose members may enter the editors' rooms."""
    group, _created = Group.objects.get_or_create(name=name)
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    return group


def allow_on_files(group: Group, verbs: list[str]) -> None:
    """Let a group "add", "change", "choose" images, documents and media of every collection."""
    if files := Collection.get_first_root_node():
        for app_label, model in FILE_MODELS:
            codes = [f"{verb}_{model}" for verb in verbs]
            for permission in Permission.objects.filter(content_type__app_label=app_label, codename__in=codes):
                GroupCollectionPermission.objects.get_or_create(group=group, collection=files, permission=permission)


def allow_on_page(group: Group, page: Page, verbs: list[str]) -> None:
    """Let a group "add", "change", "publish", ... a page and all below it."""
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=[f"{verb}_page" for verb in verbs]):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
