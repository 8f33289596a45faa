from django.core.cache import cache
from django.db import IntegrityError, transaction
from rest_framework import status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import APIException
from rest_framework.permissions import IsAdminUser, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from . import statsd
from .models import Appointment, AppointmentQuerySet, Patient
from .permissions import IsOwnerOrFrontDesk
from .queries import load_by_practitioner
from .serializers import AppointmentSerializer
from .tasks import send_confirmation


class SlotTaken(APIException):
    status_code = status.HTTP_409_CONFLICT
    default_detail = "somebody else has this slot, please select another one from the agenda"


class AppointmentViewSet(viewsets.ModelViewSet[Appointment]):
    serializer_class = AppointmentSerializer
    permission_classes = [IsAuthenticated, IsOwnerOrFrontDesk]

    def get_queryset(self) -> AppointmentQuerySet:
        return Appointment.objects.with_people().filter(patient__user=self.request.user)

    def perform_create(self, serializer: AppointmentSerializer) -> None:
        patient = Patient.objects.get(user=self.request.user)
        try:
            with transaction.atomic():
                serializer.save(patient=patient)
        except IntegrityError as error:
            raise SlotTaken() from error
        statsd.incr("requested")

    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, pk: str | None = None) -> Response:
        with transaction.atomic():
            appointment = Appointment.objects.select_for_update().get(pk=pk)
            self.check_object_permissions(request, appointment)
            if appointment.status != Appointment.Status.REQUESTED:
                return Response({"status": appointment.status}, status=status.HTTP_409_CONFLICT)
            appointment.status = Appointment.Status.CONFIRMED
            appointment.save(update_fields=["status"])
        cache.delete(f"load:{appointment.starts_at:%Y-%m}")
        send_confirmation.delay(appointment.pk)
        return Response({"status": appointment.status})


class PractitionerLoadView(APIView):
    permission_classes = [IsAdminUser]

    def get(self, request: Request, year: int, month: int) -> Response:
        key = f"load:{year:04}-{month:02}"
        rows = cache.get_or_set(key, lambda: load_by_practitioner(year, month), timeout=600)
        return Response({"rows": rows, "today": statsd.counts()})
