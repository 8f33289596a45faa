import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from .factories import PatientFactory


@pytest.fixture
def empty_cache():
    cache.clear()
    yield cache
    cache.clear()


@pytest.fixture
def patient(db):
    return PatientFactory()


@pytest.fixture
def client(patient):
    client = APIClient()
    client.force_authenticate(patient.user)
    return client
