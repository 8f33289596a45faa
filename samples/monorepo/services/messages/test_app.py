from base64 import b64encode

import pytest

import app as service
import redis


@pytest.fixture
def client(tmp_path, monkeypatch):
    monkeypatch.setattr(service, "DATABASE", str(tmp_path / "test.sqlite"))
    with service.app.app_context():
        service.database().executescript(open("schema.sql").read())
    yield service.app.test_client()


def test_a_reader_sees_a_notice(client):
    heard = []
    redis.subscribe("notices", heard.append)
    client.post("/readers", json={"name": "ruta", "password": "carrots"})
    client.post("/notices", json={"reader": "ruta"})
    basic = b64encode(b"ruta:carrots").decode()
    answer = client.get("/readers/ruta/notices", headers={"Authorization": f"Basic {basic}"})
    assert [notice["seen"] for notice in answer.get_json()] == [0]
    assert heard == ["ruta"]


def test_a_name_is_taken_once(client):
    body = {"name": "emil", "password": "beans"}
    assert client.post("/readers", json=body).status_code == 201
    assert client.post("/readers", json=body).status_code == 409
