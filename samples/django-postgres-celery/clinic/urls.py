from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.urls import include, path
from rest_framework.authtoken.views import obtain_auth_token
from rest_framework.routers import DefaultRouter

from appointments.exports import LetterView
from appointments.registration import RegistrationView
from appointments.views import AppointmentViewSet, PractitionerLoadView

router = DefaultRouter()
router.register("appointments", AppointmentViewSet, basename="appointment")


def healthz(request: HttpRequest) -> JsonResponse:
    connection.ensure_connection()
    return JsonResponse({"status": "ok"})


urlpatterns = [
    path("healthz/", healthz),
    path("api/v1/", include(router.urls)),
    path("api/v1/load/<int:year>/<int:month>/", PractitionerLoadView.as_view()),
    path("api/v1/letters/", LetterView.as_view()),
    path("api/v1/registration/", RegistrationView.as_view()),
    path("api/v1/token/", obtain_auth_token),
]
