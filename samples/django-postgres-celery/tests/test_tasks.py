from smtplib import SMTPServerDisconnected
from unittest.mock import patch

import pytest
from celery.exceptions import Retry

from appointments import tasks

from .factories import AppointmentFactory


@pytest.mark.django_db
def test_a_reminder_goes_out_once():
    appointment = AppointmentFactory()
    with patch("appointments.tasks.send_mail") as send:
        tasks.send_reminder(appointment.pk)
        tasks.send_reminder(appointment.pk)
    assert send.call_count == 1


@pytest.mark.django_db
def test_a_failed_confirmation_is_tried_again():
    appointment = AppointmentFactory()
    with patch("appointments.tasks.send_mail", side_effect=SMTPServerDisconnected):
        with pytest.raises(Retry):
            tasks.send_confirmation(appointment.pk)


@pytest.mark.django_db
def test_tomorrow_is_queued(empty_cache):
    appointment = AppointmentFactory(status="confirmed")
    with patch.object(tasks.send_reminder, "delay") as delay:
        assert tasks.remind_tomorrow() == 1
    delay.assert_called_once_with(appointment.pk)
