"""What a run assumes, what it leaves out, and what it must not be used for (model §1)."""

from __future__ import annotations

ASSUMES: tuple[str, ...] = (
    "People are counts of communities: a home, a group, a place. Nobody is simulated as a person.",
    "Families move and return together; everybody of one community is treated alike.",
    "Who holds and attacks a place, what is permitted, what life offers: inputs, not results.",
    "What people believe of armed actors follows what they hear; how fast it does is a wide range.",
    "Every range is drawn anew for each member: bands hold both chance and what is not known.",
    "Bands do not hold what the model has no law for, nor mistakes in its inputs.",
)

LIMITS: tuple[str, ...] = (
    "Births, ageing, illness and deaths of other causes are left out.",
    "Age and sex are left out, though they decide who is arrested, conscripted or held back.",
    "People who leave the places of the scenario are not followed.",
    "Observations are published figures, often of one source; points are not the truth.",
    "Rows marked judgement rest on no source; how many there are is said for every table.",
)

ASSUMES_REGISTERED: tuple[str, ...] = (
    "People are counts of those displaced, by place. Nobody is simulated as a person.",
    "How many arrive is given: what camps registered, added up. Only where people go is simulated.",
    "Where fighting is, and which borders and camps are closed: inputs, not results.",
    "Bands do not hold what the law of movement leaves out, nor mistakes in its inputs.",
)

LIMITS_REGISTERED: tuple[str, ...] = (
    "Nobody goes home, is harmed, is born or dies.",
    "Who is not registered is not counted; registrations are published figures, not the truth.",
    "Between two registrations numbers are taken to change evenly.",
    "Capacities are often read off the registered numbers themselves: scoring says where.",
)

REFUSED: tuple[str, ...] = (
    "choosing targets, or planning military or police operations",
    "closing borders or routes to people who flee",
    "returning people against their will, or arguing that they could be",
    "screening or deciding about any single person or family",
    "ranking communities by what they deserve",
)

RETURN = (
    "Counts of return say what people would do under these inputs. They do not say that anybody "
    "should go back, and they cannot replace asking the people concerned: return is voluntary, "
    "informed and dignified, or it is not return."
)

BOUNDARIES = (
    "Borders: Natural Earth (public domain). Boundaries and names shown do not imply any opinion "
    "on the legal status of any territory."
)
