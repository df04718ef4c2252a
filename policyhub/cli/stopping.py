"""How a command ends early."""


class Stop(Exception):
    """End with one line on stderr and an exit code."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code
