from functools import lru_cache

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    database_url: str
    token_key: str
    messages_url: str = "http://messages:5000"


@lru_cache
def settings() -> Settings:
    return Settings()
