from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from celery import shared_task
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from .models import Appointment

REMINDER = "Your appointment is tomorrow at {at:%H:%M}. Update us if anything from your side has changed."


@shared_task(bind=True, max_retries=5, retry_backoff=True, retry_jitter=True)
def send_confirmation(self: Any, appointment_id: int) -> None:
    appointment = Appointment.objects.with_people().get(pk=appointment_id)
    text = f"Confirmed: {appointment.starts_at:%d %B %H:%M} with {appointment.practitioner}."
    try:
        send_mail("Your appointment", text, None, [appointment.patient.user.email])
    except SMTPException as error:
        raise self.retry(exc=error, countdown=2**self.request.retries * 30) from error


@shared_task(autoretry_for=(SMTPException,), retry_backoff=60, max_retries=3)
def send_reminder(appointment_id: int) -> None:
    with transaction.atomic():
        appointment = Appointment.objects.select_for_update().get(pk=appointment_id)
        if appointment.reminded_at is not None:
            return
        appointment.reminded_at = timezone.now()
        appointment.save(update_fields=["reminded_at"])
        email = appointment.patient.user.email
        send_mail("Reminder", REMINDER.format(at=appointment.starts_at), None, [email])


@shared_task
def remind_tomorrow() -> int:
    soon = timezone.now() + timedelta(days=1)
    waiting = Appointment.objects.upcoming().filter(reminded_at=None, starts_at__lte=soon)
    ids = list(waiting.values_list("pk", flat=True))
    for pk in ids:
        send_reminder.delay(pk)
    return len(ids)


# @shared_task
# def push_to_kafka(appointment_id):
#     producer = KafkaProducer(bootstrap_servers="kafka:9092")
#     producer.send("appointments", json.dumps({"id": appointment_id}).encode())
