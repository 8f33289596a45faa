import subprocess
from pathlib import Path
from tempfile import mkdtemp

from django.http import FileResponse
from rest_framework.exceptions import APIException
from rest_framework.permissions import IsAdminUser
from rest_framework.request import Request
from rest_framework.views import APIView


class LetterFailed(APIException):
    status_code = 502
    default_detail = "the letter could not be made"


class LetterView(APIView):
    permission_classes = [IsAdminUser]

    def post(self, request: Request) -> FileResponse:
        folder = Path(mkdtemp(prefix="letter-"))
        (folder / "letter.html").write_text(request.data["html"])
        title = request.data["title"]
        command = f"wkhtmltopdf --title '{title}' {folder}/letter.html {folder}/letter.pdf"
        try:
            subprocess.run(command, shell=True, check=True, timeout=20)
            subprocess.run(["qpdf", "--linearize", "--replace-input", f"{folder}/letter.pdf"], check=True)
        except subprocess.CalledProcessError as error:
            raise LetterFailed() from error
        return FileResponse((folder / "letter.pdf").open("rb"), filename="letter.pdf")
