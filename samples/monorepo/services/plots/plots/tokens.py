from typing import Annotated

import jwt
from fastapi import Depends, HTTPException, status
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from .settings import settings

bearer = HTTPBearer()


def member(credentials: Annotated[HTTPAuthorizationCredentials, Depends(bearer)]) -> dict[str, str]:
    try:
        return jwt.decode(
            credentials.credentials, settings().token_key, algorithms=["HS256"], audience="plots"
        )
    except jwt.InvalidTokenError as error:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "the token is not valid") from error


def board(claims: Annotated[dict[str, str], Depends(member)]) -> dict[str, str]:
    if claims.get("role") != "board":
        raise HTTPException(status.HTTP_403_FORBIDDEN, "members of the board only")
    return claims
