"""The company, its people with their roles, invitations, keys for programs, and the audit trail."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from otdel.kit.viewer import Role

LANGUAGES = [("en", "English"), ("uk", "Українська"), ("ru", "Русский")]
THEMES = [("auto", "auto"), ("light", "light"), ("dark", "dark")]
ROLES = [(role.value, role.value) for role in Role]


class Company(models.Model):
    """The one company of this installation (id 1)."""

    name = models.CharField(max_length=200)
    currency = models.CharField(max_length=3, help_text="ISO 4217 code every report is shown in")
    language = models.CharField(max_length=2, choices=LANGUAGES, default="en")
    time_zone = models.CharField(max_length=64, default="UTC")
    week_start = models.PositiveSmallIntegerField(default=0, help_text="0 is Monday, 6 is Sunday")
    vat_rate = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        default=Decimal(0),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
        help_text="percent",
    )
    show_vat = models.BooleanField(default=False, help_text="amounts are shown with VAT")
    usual_margin = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
        help_text="percent of revenue, assumed where the cost of a sale is not known; nothing is assumed when empty",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager["Person"]):
    def create_person(self, email: str, password: str | None, **fields: Any) -> Person:
        """A saved person; without a password they can only come in by a link or a passkey."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.full_clean()
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """Somebody who signs in. Deactivated people keep their name in the trail and lose every door."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=16, choices=ROLES, default=Role.SPECIALIST.value)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="en")
    theme = models.CharField(max_length=5, choices=THEMES, default="auto")
    time_zone = models.CharField(max_length=64, blank=True, help_text="the company's when empty")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_role_display(self) -> str:  # type: ignore[no-redef]  # Django makes one without words
        from otdel.accounts.wording import ROLES as words

        return str(words[Role(self.role)])

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)


class Invitation(models.Model):
    """A one-time link into the company. Only a digest of its secret is kept."""

    digest = models.CharField(max_length=64, unique=True)
    email = models.EmailField(blank=True, help_text="whom it is for; whoever holds the link may fill in another")
    role = models.CharField(max_length=16, choices=ROLES)
    invited_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="invitations")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_by = models.OneToOneField(Person, null=True, on_delete=models.SET_NULL, related_name="invitation")
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.email or self.role


class ApiKey(models.Model):
    """A person's key for a program. Only a digest of its secret is kept; `hint` is its beginning, to know it by."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=80, help_text="what uses it")
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=12)
    created_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.name


class AuditLine(models.Model):
    """Who did what to which thing, when, with which values. Lines are added, never changed."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=150, help_text="the person's name as it was")
    verb = models.CharField(max_length=64)
    subject = models.CharField(max_length=200, blank=True, help_text="kind and id: import:12")
    values = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]

    def __str__(self) -> str:
        return f"{self.name} {self.verb} {self.subject}"
