from typing import Any

from django.utils import timezone
from rest_framework import serializers

from .models import Appointment


class AppointmentSerializer(serializers.ModelSerializer[Appointment]):
    practitioner_name = serializers.CharField(source="practitioner.name", read_only=True)

    class Meta:
        model = Appointment
        fields = ["id", "practitioner", "practitioner_name", "starts_at", "ends_at", "status"]
        read_only_fields = ["status"]

    def validate_starts_at(self, value: Any) -> Any:
        if value <= timezone.now():
            raise serializers.ValidationError("an appointment lies in the future")
        return value

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["ends_at"] <= attrs["starts_at"]:
            raise serializers.ValidationError({"ends_at": "must be after the start"})
        return attrs


class RegistrationSerializer(serializers.Serializer[Any]):
    email = serializers.EmailField()
    password = serializers.CharField(min_length=12, max_length=128, write_only=True)
    insurance_number = serializers.RegexField(r"^[A-Z]{2}\d{8}$")
    born = serializers.DateField()
