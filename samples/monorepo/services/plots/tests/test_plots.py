import os

os.environ |= {"DATABASE_URL": "sqlite+aiosqlite://", "TOKEN_KEY": "k" * 32}

import jwt  # noqa: E402
import pytest  # noqa: E402
from httpx import ASGITransport, AsyncClient  # noqa: E402
from sqlalchemy.pool import StaticPool  # noqa: E402
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine  # noqa: E402

from plots.database import session  # noqa: E402
from plots.main import app  # noqa: E402
from plots.models import Applicant, Base, Plot  # noqa: E402


@pytest.fixture
async def client():
    engine = create_async_engine("sqlite+aiosqlite://", poolclass=StaticPool)
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    sessions = async_sessionmaker(engine)
    async with sessions.begin() as kept:
        kept.add_all([Plot(association="river", square_metres=200)])
        kept.add_all([Applicant(association="river", name=name) for name in ("Ruta", "Emil")])

    async def memory():
        async with sessions() as open_session:
            yield open_session

    app.dependency_overrides[session] = memory
    async with AsyncClient(transport=ASGITransport(app), base_url="http://plots") as found:
        yield found


def token(role):
    return jwt.encode({"aud": "plots", "role": role}, "k" * 32)


@pytest.mark.asyncio
async def test_those_who_wait_have_a_place(client):
    answer = await client.get("/v1/associations/river/waiting")
    assert [row["place"] for row in answer.json()] == [1, 2]


@pytest.mark.asyncio
async def test_only_the_board_lets_a_plot(client):
    body = {"gardener": "Ruta", "began": "2024-03-01"}
    answer = await client.post(
        "/v1/plots/1/leases", json=body, headers={"Authorization": f"Bearer {token('member')}"}
    )
    assert answer.status_code == 403
