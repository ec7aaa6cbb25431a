"""Who may be speaking: the sources a report has introduced so far, and what "he", "it" or "the ministry" means among them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from app.extract.phrases.claimants import ClaimantFound
from app.model.codes import ClaimantKind

_HEADS: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (frozenset({"ministry"}), frozenset({"ministry"})),
    (
        frozenset("agency newspaper outlet broadcaster channel daily".split()),
        frozenset("agency news newspaper tv television radio times post".split()),
    ),
    (frozenset("observatory".split()), frozenset({"observatory"})),
    (frozenset("network".split()), frozenset({"network"})),
    (frozenset("command coalition".split()), frozenset("command coalition".split())),
    (frozenset("army military forces".split()), frozenset("army military forces force defence defense".split())),
)
_MONITOR_WORDS = frozenset("monitor monitors monitoring observatory watchdog organisation organization network ngo".split())
_MOUTHPIECES = frozenset("statement report communique communiqué bulletin spokesman spokeswoman spokesperson".split())
_ANNOUNCING = frozenset("media press information relations".split())
_BUREAUS = frozenset("office service team bureau wing centre center".split())
_UNNAMED = frozenset("source sources official officials medic medics resident residents witness witnesses".split())
_SPOKEN_FOR = frozenset("army military police government coalition".split())
_STATE_FORCES = frozenset(("army", "military"))
_PEOPLE = frozenset("officer commander diplomat doctor soldier fighter".split())
_LOCAL_OFFICES = frozenset("mayor governor".split())
_PERSONS = frozenset("activist activists volunteer volunteers workers".split())
_OFFICES = frozenset("ministry command operations army forces staff government embassy directorate headquarters navy".split())
_GROUP_WORDS = frozenset("group movement faction militants militia rebels".split())


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody a claim can be from. ``generic`` means the words do not say which one ("the ministry"); ``actor`` is the side behind it.

    ``printed`` are the words of the report for it, "" where ``name`` is printed.
    """

    name: str
    kind: ClaimantKind
    actor: str | None = None
    generic: bool = False
    relay: bool = False
    person: bool = False
    start: int = 0
    printed: str = ""


@dataclass(slots=True)
class Speakers:
    """The sources named anywhere in the report, who of them has spoken so far, and the people who speak for them."""

    named: list[Source] = field(default_factory=list)
    spoken: list[Source] = field(default_factory=list)
    people: dict[str, Source] = field(default_factory=dict)

    def introduce(self, source: Source, names: Iterable[str] = ()) -> None:
        """Remember a source that has just spoken, and the surnames by which its people may come back."""
        self.spoken.append(source)
        for name in names:
            self.people[name.lower()] = source

    def person(self, surname: str) -> Source | None:
        """The body for which somebody of this surname spoke before."""
        return self.people.get(surname.lower())

    def titled(self, title: str) -> Source | None:
        """Who was introduced with a title ("the general"); of ranks and offices that were not, the last person's body."""
        known = self.people.get(title)
        return known or (None if title in _LOCAL_OFFICES else self.pronoun("he"))

    def relay(self) -> Source | None:
        """The last agency or outlet that spoke: the "it" that quotes somebody."""
        return next((s for s in reversed(self.spoken) if s.relay), None)

    def pronoun(self, word: str) -> Source | None:
        """The last speaker that "he", "she", "it" or "they" can mean."""
        for source in reversed(self.spoken):
            if word in ("they", "we") and not source.relay and source.name != "reports":
                return source
            if source.kind == "unattributed" and not source.person:
                continue
            if word in ("he", "she", "i") and (source.person or not source.relay):
                return source
            if word == "it":
                return source
        return self.spoken[-1] if self.spoken and word == "it" else None

    def resolve(self, source: Source, words: frozenset[str], *, new: bool = False) -> Source:
        """Put the body meant in the place of a generic one ("the ministry", "the group"); the same source if none is.

        ``new``: "an army officer", whom nobody has named before; a mouthpiece ("a spokesman") still speaks for its body.
        """
        before = [*(s for s in self.named if s.start < source.start and not s.generic), *(s for s in self.spoken if not s.generic)]
        after = [s for s in self.named if s.start > source.start and not s.generic]
        spoken_for = words & _SPOKEN_FOR
        if words & _MOUTHPIECES and spoken_for:
            body = Source(" ".join(sorted(spoken_for)), "state_belligerent", generic=True, start=source.start)
            return self.resolve(body, spoken_for)
        if words & _MOUTHPIECES or (words & _ANNOUNCING and words & _BUREAUS):
            bodies = [s for s in reversed(self.spoken) if s.kind != "unattributed"]
            return next((s for s in bodies if not s.relay), next(iter(bodies), source))
        if new and words & _PEOPLE:
            return source
        unnamed = next((s for s in reversed(self.spoken) if words & _UNNAMED & set(s.name.lower().split())), None)
        if unnamed is not None or words & _UNNAMED:
            return unnamed or source
        match = self._by_head(words, before) or self._by_kind(source, words, before) or self._by_kind(source, words, after[::-1])
        match = match or next((s for s in reversed(self.spoken) if words < set(s.name.lower().split())), None)  # "the ministry": the health ministry
        return source if match is None else replace(match, start=source.start)

    def _by_head(self, words: frozenset[str], candidates: list[Source]) -> Source | None:
        for said, named in _HEADS:
            if words & said:
                fitting = (s for s in reversed(candidates) if s.kind != "armed_group" or not words & _STATE_FORCES)
                return next((s for s in fitting if named & set(s.name.lower().split())), None)
        return None

    def _by_kind(self, source: Source, words: frozenset[str], candidates: list[Source]) -> Source | None:
        if (words & _MONITOR_WORDS or source.kind == "monitor") and not words & _PERSONS and "monitors" not in words:
            monitors = [s for s in candidates if s.kind == "monitor"]
            if monitors:
                return monitors[-1]
        if words & _GROUP_WORDS and not words & (_MONITOR_WORDS | _PERSONS):
            spoken = (s for s in reversed(self.spoken) if s.kind in ("monitor", "armed_group") and not s.generic)
            return next(spoken, next((s for s in reversed(candidates) if s.kind == "armed_group"), None))
        return None


def publisher_source(publisher: str | None, claimants: Sequence[ClaimantFound]) -> Source | None:
    """The source of a communiqué: a publisher that is itself a party, an office or a monitor answers for what names nobody else."""
    if publisher is None:
        return None
    words = publisher.lower().split()
    known = next((c for c in claimants if c.kind not in ("news_media", "unattributed") and not c.generic and not _in_a_title(c, words)), None)
    if known is not None:
        return Source(known.name, known.kind, known.actor)
    if _OFFICES.intersection(words):
        return Source(publisher, "state_belligerent")
    return Source(publisher, "monitor") if _MONITOR_WORDS.intersection(words) else None


def _in_a_title(claimant: ClaimantFound, words: Sequence[str]) -> bool:
    """Whether a paper only has a country in its name ("Jordan Post"), or an agency a region ("Levant Agency")."""
    if not claimant.kind.startswith("state"):
        return False
    return words[-1] == "agency" or (claimant.name == claimant.actor and len(claimant.text.split()) < len(words))
