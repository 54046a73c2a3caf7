"""How a deployment fails; the text of each error is one line."""


class DeployError(Exception):
    """The egg or the server is not fit; whatever was uploaded is removed again."""


class WrongTarget(ValueError):
    """What scrapy.cfg or the environment says of the server cannot be used."""
