"""Codes that kernels share: what an index along an axis means (model §2)."""

from homeward.catalogue import CONDITIONS, DISPOSITIONS, OBSTACLES, code_of

# How a displaced person stands towards going home.
SETTLED, SCREENED, APPROVED, STAYING, RECENT = 0, 1, 2, 3, 4
APPROVED_TODAY = 5  # until the evening: whoever is approved does not leave on that day
N_STANDING = 6
N_LASTING = 5  # standings that last beyond a day

# With or without the permission of whoever holds the home.
UNPERMITTED, PERMITTED = 0, 1

# Exposures of a harm rule; beliefs are kept for the first four.
LIVING, CROSSING, RETURNED_UNPERMITTED, RETURNED_PERMITTED, TRAVELLING = 0, 1, 2, 3, 4
N_EXPOSURE = 5

# And for living within reach of an actor who does not hold the place: of beliefs alone.
NEAR = 4
N_BELIEF = 5

# What a harm does to the person harmed.
DEAD, HELD, CONSCRIPTED = 0, 1, 2
N_OUTCOME = 3

# How an actor is at a place.
CONTROL, GARRISON, RAIDING, INFORMERS, ASSAULT = 0, 1, 2, 3, 4
N_MODE = 5

# How a group stands to an actor.
NEITHER, FRIENDLY, HOSTILE = 0, 1, 2
N_STANCE = 3

# What a controller answers.
OPEN, LISTED, REFUSED = 0, 1, 2

# Dated conditions of a place.
DWELLINGS_USABLE = code_of("dwellings_usable", CONDITIONS)
DWELLINGS_OCCUPIED = code_of("dwellings_occupied", CONDITIONS)
SERVICES = code_of("services", CONDITIONS)
LIVELIHOOD = code_of("livelihood", CONDITIONS)
HARDSHIP = code_of("hardship", CONDITIONS)
MINES = code_of("mines", CONDITIONS)
EXIT_OPENING = code_of("exit_opening", CONDITIONS)
EXIT_CAPACITY = code_of("exit_capacity", CONDITIONS)
CONFINEMENT = code_of("confinement", CONDITIONS)
INTAKE = code_of("intake", CONDITIONS)
TRANSPORT_SUPPORT = code_of("transport_support", CONDITIONS)
MEANS = code_of("means", CONDITIONS)
WAY_DARED = code_of("way_dared", CONDITIONS)
ORGANISED_RETURN = code_of("organised_return", CONDITIONS)
SENT_HOME = code_of("sent_home", CONDITIONS)
N_CONDITION = len(CONDITIONS)

# Those of the way home, which may differ by home and group, come last: their order among themselves.
OF_WAY_HOME = TRANSPORT_SUPPORT
N_WAY_CONDITION = N_CONDITION - OF_WAY_HOME

# Where people are displaced, seen from their home: decides how many want to return.
CAMP, INSIDE, ABROAD = 0, 1, 2
N_REFUGE_KIND = 3

# How people of a home and group decide about going home from a kind of refuge.
WILLING_SHARE = DISPOSITIONS.index("willing")
RETURN_SPEED = DISPOSITIONS.index("return_speed")  # 1/day
RECENT_RETURN_SPEED = DISPOSITIONS.index("recent_return_speed")  # 1/day
WEIGHT_DESTROYED = DISPOSITIONS.index("weight_destroyed")
HOUSE_NEEDED = DISPOSITIONS.index("house_needed")
WEIGHT_OCCUPIED = DISPOSITIONS.index("weight_occupied")
WEIGHT_SERVICES = DISPOSITIONS.index("weight_services")
WEIGHT_LIVELIHOOD = DISPOSITIONS.index("weight_livelihood")
LIVELIHOOD_NEEDED = DISPOSITIONS.index("livelihood_needed")
WEIGHT_MINES = DISPOSITIONS.index("weight_mines")

NOWHERE = -1

N_AT_ONCE = 64
"""Communities whose people are divided among refuges at once: enough to work side by side, few enough to stay near."""

# Obstacles to going home; the fear of each actor follows them, in the order of the actors.
RECAPTURE = code_of("fear_of_recapture", OBSTACLES)
PERMISSION = code_of("permission", OBSTACLES)
EXIT = code_of("exit", OBSTACLES)
FIGHTING = code_of("fighting", OBSTACLES)
WAY_HOME = code_of("way_home", OBSTACLES)
DWELLING_DESTROYED = code_of("dwelling_destroyed", OBSTACLES)
DWELLING_OCCUPIED = code_of("dwelling_occupied", OBSTACLES)
LACK_OF_SERVICES = code_of("services", OBSTACLES)
LACK_OF_LIVELIHOOD = code_of("livelihood", OBSTACLES)
MINED = code_of("mines", OBSTACLES)
JOURNEY = code_of("journey_cost", OBSTACLES)
FEAR = len(OBSTACLES)

NEVER = 2**62
"""A day that does not come."""

NOTHING_CLOSED = 0
"""The set of ways on which no route is closed."""

# What is known of every home each morning, before anyone decides.
BACK_SHARE = 0  # of the home's people, those who are there
OCCUPIED = 1  # share of dwellings held by strangers
UNVIABILITY = 2  # how far there is nothing to live on
SERVICES_THERE = 3
WORK_THERE = 4
HOUSED = 5  # of those away, the share who have a house that stands
N_HOME_TERM = 6

# What is known of every place, for every group, each morning.
FORCED = 0  # 1/day, driven on
CONSIDERED = 1  # 1/day, looking for another refuge
PASSING = 2  # share let through the exit, on the way home
PUSHED = 3  # how many times hardship multiplies the speed of going home
N_PLACE_TERM = 4
