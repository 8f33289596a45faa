from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from .models import Appointment


class IsOwnerOrFrontDesk(BasePermission):
    message = "only the patient or the front desk may change an appointment"

    def has_object_permission(self, request: Request, view: APIView, obj: Appointment) -> bool:
        if request.user.groups.filter(name="front-desk").exists():
            return True
        return request.method in SAFE_METHODS and obj.patient.user_id == request.user.pk
