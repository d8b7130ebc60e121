"""Many texts in few requests, within a service's limits, and nothing lost of what it answered before an error."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from translation.machine.base import Drafts
from translation.machine.checking import accept, protect
from translation.machine.errors import BadAnswer, MachineError, TooLong

# Sends protected texts and returns the service's answer, in whatever shape. Raises MachineError.
Send = Callable[[Sequence[str]], object]


@dataclass(frozen=True)
class Limits:
    """What one request holds: a number of texts, and together so much of what ``size`` measures of each."""

    texts: int
    total: int
    size: Callable[[str], int]

    def batches(self, texts: Iterable[str]) -> Iterator[list[str]]:
        """The texts in their order, in groups that fit. A text too large for any request stands alone."""
        batch: list[str] = []
        room = self.total
        for text in texts:
            size = self.size(text)
            if batch and (len(batch) == self.texts or size > room):
                yield batch
                batch, room = [], self.total
            batch.append(text)
            room -= size
        if batch:
            yield batch


def draft_in_batches(machine: str, texts: Sequence[str], language: str, limits: Limits, send: Send) -> Drafts:
    """Drafts of all texts. Equal texts are sent once, blank ones never. Stops at the first error but TooLong, for which the batch is halved
    until only the text that is too long is left out."""
    drafts: dict[str, str | None] = {}
    error: MachineError | None = None
    pending = deque(limits.batches(dict.fromkeys(text for text in texts if text.strip())))
    while pending:
        batch = pending.popleft()
        try:
            answers = _as_list(machine, send([protect(text) for text in batch]), len(batch))
        except TooLong as too_long:
            if len(batch) > 1:
                half = len(batch) // 2
                pending.extendleft([batch[half:], batch[:half]])
            else:
                error = too_long
            continue
        except MachineError as stopped:
            error = stopped
            break
        drafts.update((text, accept(text, answer, language)) for text, answer in zip(batch, answers, strict=True))
    return Drafts(tuple(drafts.get(text) for text in texts), error)


def _as_list(machine: str, answers: object, number: int) -> list[object]:
    """The answers, as many as there were texts: with fewer, nobody knows which are missing. Raises BadAnswer."""
    if not isinstance(answers, list) or len(answers) != number:
        raise BadAnswer(machine)
    return answers
