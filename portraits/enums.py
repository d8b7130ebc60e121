"""Closed vocabularies of portraits and stories; their words are in the catalogs, those of countries in ``common.names``."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Discipline(models.TextChoices):
    """Fields of science and technology, as a reader looks for them."""

    MATHEMATICS = "mathematics", _("Mathematics")
    PHYSICS = "physics", _("Physics")
    CHEMISTRY = "chemistry", _("Chemistry")
    LIFE_SCIENCES = "life-sciences", _("Life sciences")
    MEDICINE = "medicine", _("Medicine")
    COMPUTING = "computing", _("Computing")
    ENGINEERING = "engineering", _("Engineering")
    ENVIRONMENT = "environment", _("Environment")
    AGRICULTURE = "agriculture", _("Agriculture")
    SPACE = "space", _("Space")


class Era(models.TextChoices):
    """When the work was done; never chosen, follows from its year."""

    BEFORE_1800 = "before-1800", _("Before 1800")
    NINETEENTH = "1800s", _("19th century")
    EARLY_TWENTIETH = "1900-1949", _("1900–1949")
    LATE_TWENTIETH = "1950-1999", _("1950–1999")
    TODAY = "today", _("Since 2000")

    @classmethod
    def of(cls, year: int) -> Era:
        """The era of a year."""
        ends = ((1800, cls.BEFORE_1800), (1900, cls.NINETEENTH), (1950, cls.EARLY_TWENTIETH), (2000, cls.LATE_TWENTIETH))
        return next((era for end, era in ends if year < end), cls.TODAY)


class CareerStage(models.TextChoices):
    """Where in her career the portrait finds her."""

    STUDENT = "student", _("Student")
    DOCTORATE = "doctorate", _("Doctoral student")
    EARLY_CAREER = "early-career", _("Early career")
    RESEARCH_LEADER = "research-leader", _("Research leader")
    PROFESSOR = "professor", _("Professor")
    FOUNDER = "founder", _("Founder")
    INVENTOR = "inventor", _("Inventor")


class Path(models.TextChoices):
    """Ways into and through science, where they are published."""

    MIGRATION = "migration", _("Moved to another country")
    MANY_COUNTRIES = "many-countries", _("Worked in several countries")
    WAR_OR_PERSECUTION = "war-or-persecution", _("Fled war or persecution")
    CAREER_CHANGE = "career-change", _("Changed career")
    FIRST_IN_ROLE = "first-in-role", _("First woman in the role")
    OUTSIDE_UNIVERSITY = "outside-university", _("Worked outside universities")
    SELF_TAUGHT = "self-taught", _("Self-taught")
    SMALL_PLACE = "small-place", _("From a small place")
    FAMILY_AT_HOME = "family-at-home", _("Worked from home")
    PUBLIC_ROLE = "public-role", _("Took a public role")


class Verification(models.TextChoices):
    """How certain it is that somebody said this. Only what is verified is shown as a quotation."""

    VERIFIED = "verified", _("Verified")
    ATTRIBUTED = "attributed", _("Attributed")
    DISPUTED = "disputed", _("Disputed")


class StoryKind(models.TextChoices):
    """What a story is to its reader."""

    ARTICLE = "article", _("Article")
    INTERVIEW = "interview", _("Interview")
    VIDEO = "video", _("Film")
    PODCAST = "podcast", _("Podcast")


class Category(models.TextChoices):
    """The twelve categories of the resource library."""

    MENTOR_TIPS = "mentor-tips", _("Tips for mentors")
    MENTORING_SKILLS = "mentoring-skills", _("Mentoring skills")
    SELF_TESTS = "self-tests", _("Self-tests")
    SESSION_TOPICS = "session-topics", _("Topics for sessions")
    SESSION_MATERIAL = "session-material", _("Session material and templates")
    TOOLKITS = "toolkits", _("Toolkits")
    PAY_AND_EQUALITY = "pay-and-equality", _("Pay gap and equality")
    OVERCOMING_OBSTACLES = "overcoming-obstacles", _("Overcoming obstacles")
    FEELING_SAFE = "feeling-safe", _("Feeling safe in your role")
    HISTORIC_WOMEN = "historic-women", _("Historic women")
    UNIVERSITY_RESOURCES = "university-resources", _("Resources for universities")
    NETWORKS = "networks", _("Networks for women in STEM")


class LifeStage(models.TextChoices):
    """Where the reader is."""

    SCHOOL = "school", _("At school")
    UNIVERSITY = "university", _("At university")
    EARLY_CAREER = "early-career", _("Early in the career")
    RETURNER = "returner", _("Coming back after a break")
    LEADERSHIP = "leadership", _("In a leading role")
