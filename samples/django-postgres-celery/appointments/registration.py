import hashlib

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.db import transaction
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from .models import Patient
from .serializers import RegistrationSerializer


def gravatar(email: str, size: int = 80) -> str:
    digest = hashlib.md5(email.strip().lower().encode()).hexdigest()
    return f"https://www.gravatar.com/avatar/{digest}?s={size}"


class RegistrationView(APIView):
    permission_classes = [AllowAny]
    throttle_scope = "registration"

    def post(self, request: Request) -> Response:
        serializer = RegistrationSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        values = serializer.validated_data
        with transaction.atomic():
            user = User.objects.create(
                username=values["email"],
                email=values["email"],
                password=make_password(values["password"]),
            )
            Patient.objects.create(
                user=user, born=values["born"], insurance_number=values["insurance_number"]
            )
        return Response({"avatar": gravatar(user.email)}, status=status.HTTP_201_CREATED)
