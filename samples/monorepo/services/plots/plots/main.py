import asyncio
from datetime import date
from typing import Annotated

import httpx
from fastapi import Depends, FastAPI, HTTPException, Query, status
from fastapi.middleware.cors import CORSMiddleware
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from .database import session
from .models import Applicant, Lease, Plot
from .settings import settings
from .tokens import board, member

app = FastAPI(title="Plots", version="1.1.0")
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)

Session = Annotated[AsyncSession, Depends(session)]


class Waiting(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str
    place: int


class NewLease(BaseModel):
    gardener: str = Field(min_length=2, max_length=120)
    began: date


class PlotOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    square_metres: int


@app.get("/healthz", status_code=status.HTTP_204_NO_CONTENT)
async def healthz(database: Session) -> None:
    await database.execute(select(1))


@app.get("/v1/associations/{association}/waiting", tags=["waiting"])
async def waiting(association: str, database: Session) -> list[Waiting]:
    place = func.row_number().over(order_by=Applicant.applied)
    rows = await database.execute(
        select(Applicant.id, Applicant.name, place.label("place")).where(
            Applicant.association == association
        )
    )
    return [Waiting.model_validate(row) for row in rows]


@app.get("/v1/associations/{association}/plots", tags=["plots"])
async def plots(
    association: str,
    database: Session,
    after: int = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> list[PlotOut]:
    found = await database.scalars(
        select(Plot)
        .where(Plot.association == association, Plot.id > after)
        .options(selectinload(Plot.leases))
        .order_by(Plot.id)
        .limit(limit)
    )
    return [PlotOut.model_validate(plot) for plot in found if all(x.ended for x in plot.leases)]


@app.post("/v1/plots/{plot_id}/leases", status_code=201, dependencies=[Depends(board)])
async def let(plot_id: int, wanted: NewLease, database: Session) -> dict[str, int]:
    lease = Lease(plot_id=plot_id, gardener=wanted.gardener, began=wanted.began)
    try:
        async with database.begin():
            database.add(lease)
            first = select(Applicant).order_by(Applicant.applied).limit(1)
            if applicant := await database.scalar(first.with_for_update(skip_locked=True)):
                await database.delete(applicant)
    except IntegrityError as error:
        raise HTTPException(409, "the plot is let, select another from the list") from error
    return {"id": lease.id}


@app.post("/v1/notices", status_code=202, dependencies=[Depends(member)])
async def notify(readers: list[str]) -> dict[str, int]:
    async with httpx.AsyncClient(base_url=settings().messages_url, timeout=5) as client:
        answers = await asyncio.gather(
            *(client.post("/notices", json={"reader": reader}) for reader in readers[:50])
        )
    return {"sent": sum(answer.is_success for answer in answers)}
