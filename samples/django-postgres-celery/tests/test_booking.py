from datetime import timedelta

import pytest
from django.utils import timezone

from appointments.models import Appointment
from appointments.serializers import AppointmentSerializer

from .factories import AppointmentFactory, PractitionerFactory


def body(practitioner, start):
    return {
        "practitioner": practitioner.pk,
        "starts_at": start.isoformat(),
        "ends_at": (start + timedelta(minutes=30)).isoformat(),
    }


def test_books_a_free_slot(client, patient):
    start = timezone.now() + timedelta(days=2)
    answer = client.post("/api/v1/appointments/", body(PractitionerFactory(), start))
    assert answer.status_code == 201
    assert Appointment.objects.get().patient == patient


def test_refuses_a_slot_that_overlaps(client):
    other = AppointmentFactory()
    start = other.starts_at + timedelta(minutes=10)
    answer = client.post("/api/v1/appointments/", body(other.practitioner, start))
    assert answer.status_code == 409


@pytest.mark.parametrize("hours", [-1, 0])
@pytest.mark.django_db
def test_a_slot_in_the_past_is_invalid(hours):
    start = timezone.now() + timedelta(hours=hours)
    serializer = AppointmentSerializer(data=body(PractitionerFactory(), start))
    assert not serializer.is_valid()
    assert "starts_at" in serializer.errors


def test_patients_do_not_see_others(client):
    AppointmentFactory()
    assert client.get("/api/v1/appointments/").json()["results"] == []
