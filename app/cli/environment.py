"""The settings of this process, or one sentence on which variable is wrong."""

from app.errors import BadInput
from app.settings import Settings


def settings_from_environment() -> Settings:
    """Read the settings; raises BadInput naming the variable that cannot be used."""
    try:
        return Settings.from_environment()
    except ValueError as error:
        raise BadInput(str(error)) from error
