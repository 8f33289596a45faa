from datetime import date, timedelta

import factory
from django.contrib.auth.models import User
from django.utils import timezone

from appointments.models import Appointment, Patient, Practitioner


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"patient{n}@mail.example")
    email = factory.SelfAttribute("username")
    password = "hunter2-hunter2"


class PatientFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Patient

    user = factory.SubFactory(UserFactory)
    born = date(1984, 5, 17)
    insurance_number = factory.Sequence(lambda n: f"AB{n:08}")


class PractitionerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Practitioner

    name = factory.Faker("name")
    speciality = "physiotherapy"


class AppointmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Appointment

    patient = factory.SubFactory(PatientFactory)
    practitioner = factory.SubFactory(PractitionerFactory)
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(hours=20))
    ends_at = factory.LazyAttribute(lambda slot: slot.starts_at + timedelta(minutes=30))
