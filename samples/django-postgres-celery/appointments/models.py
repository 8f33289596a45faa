from django.conf import settings
from django.db import models
from django.utils import timezone


class Practitioner(models.Model):
    name = models.CharField(max_length=120)
    speciality = models.CharField(max_length=60, db_index=True)
    retired = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Patient(models.Model):
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    born = models.DateField()
    insurance_number = models.CharField(max_length=20, unique=True)
    referred_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL)

    def __str__(self) -> str:
        return self.user.get_full_name()


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def upcoming(self) -> "AppointmentQuerySet":
        return self.filter(starts_at__gte=timezone.now(), status=Appointment.Status.CONFIRMED)

    def with_people(self) -> "AppointmentQuerySet":
        return self.select_related("patient__user", "practitioner")


class Appointment(models.Model):
    class Status(models.TextChoices):
        REQUESTED = "requested"
        CONFIRMED = "confirmed"
        CANCELLED = "cancelled"

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="appointments")
    practitioner = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, related_name="appointments"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.REQUESTED)
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="appointment_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(fields=["practitioner", "starts_at"], name="appointment_agenda"),
            models.Index(
                fields=["starts_at"],
                condition=models.Q(reminded_at__isnull=True),
                name="appointment_not_reminded",
            ),
        ]
