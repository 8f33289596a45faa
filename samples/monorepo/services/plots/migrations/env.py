import asyncio

from alembic import context
from sqlalchemy.ext.asyncio import create_async_engine

from plots.models import Base
from plots.settings import settings


def migrate(connection) -> None:
    context.configure(connection=connection, target_metadata=Base.metadata)
    with context.begin_transaction():
        context.run_migrations()


async def online() -> None:
    engine = create_async_engine(settings().database_url)
    async with engine.connect() as connection:
        await connection.run_sync(migrate)
        await connection.commit()


asyncio.run(online())
