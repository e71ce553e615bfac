"""The shape of the real market, from published figures: by year, month, type, field, kind of party, region and size.

Amounts of contracts follow a log-normal law (rules 2.10, fitted to R2-32: in 2019 contracts of 10 million yuan and more
were 4.4 % of the number and 80 % of the value); a few giants are added by hand.
"""

from decimal import Decimal

Weights = dict[str, float]

# Contracts and amount in 100 million yuan. 2020-2022: statistical communiques and China Daily 2023-03-02; 2021: Jiangsu
# TV 2022-02-28; 2023: count of the market report; 2024: 68,354 (China Torch Statistical Yearbook series). Its count and
# the years after are carried on with the growth that the industry ministry quoted for January to September 2025.
PUBLISHED = {
    2020: (550_000, 28_252),
    2021: (670_506, 37_294),
    2022: (770_000, 47_791),
    2023: (945_946, 61_476),
    2024: (995_000, 68_354),
}
GROWTH_OF_NUMBER, GROWTH_OF_AMOUNT = 1.06, 1.18
MEAN_OF_THE_LAW, MU, SIGMA = 462.7e4, 11.75, 2.55  # the mean of 2019 that the law was fitted to
LEVEL = 0.6  # of the real means: few contracts hold none of the very largest

# By April 228,000 and by September 644,000 (2025); by June a quarter to a third (2020: 136,434 of 550,000); December
# holds most of all.
MONTHS = (0.055, 0.040, 0.060, 0.055, 0.060, 0.085, 0.065, 0.070, 0.090, 0.080, 0.125, 0.215)

# Numbers: Hunan 2017 (development 38 %, transfer 4 %, consulting 11 %, service 47 %), licences apart since the Civil
# Code. Size of a contract against the mean: from the shares in value of 2019 and 2020 (service 48 to 55 %).
TYPES: Weights = {"1": 37, "2": 3.5, "3": 3.5, "4": 9, "5": 47}
SIZE_OF_TYPE = {"1": 0.95, "2": 1.3, "3": 1.1, "4": 0.35, "5": 1.15}
SUBTYPES: dict[str, Weights] = {
    "1": {"11": 86, "12": 11, "13": 3},
    "2": {"21": 52, "22": 12, "23": 26, "24": 6, "26": 4},
    "3": {"31": 60, "32": 24, "33": 10, "35": 6},
    "4": {"4": 1},
    "5": {"51": 92, "52": 5, "53": 3},
}
# Share of the technology amount: Hunan 2017.
TECHNOLOGY = {"1": 0.865, "2": 0.966, "3": 0.98, "4": 0.55, "5": 0.51}

# Electronics a third and city building a quarter of the number: Hefei 2017; city building large in value: Shaanxi 2022.
FIELDS: Weights = {
    "01": 29, "11": 19, "03": 13, "06": 9.5, "07": 7.5, "04": 8.5, "10": 4, "05": 4.5, "09": 3.2, "02": 1.5, "08": 0.6,
}  # fmt: skip
SIZE_OF_FIELD = {"11": 1.6, "06": 1.3, "10": 1.3, "08": 2.0, "02": 1.2, "09": 0.5, "04": 0.8}

# Numbers of the first half of 2020: enterprises 94,243 of 136,434 (89.5 % of value), institutes 13,298, universities
# 23,508. Buyers: enterprises carry over 70 % of absorption (2019 analysis).
SELLERS: Weights = {"enterprise": 69, "university": 17.2, "institute": 9.7, "hospital": 1.6, "other": 2.5}
SIZE_OF_SELLER = {"enterprise": 1.3, "university": 0.3, "institute": 0.6, "hospital": 0.25, "other": 0.5}
BUYERS: Weights = {
    "enterprise": 72, "government": 10, "institute": 6, "university": 4, "hospital": 3, "other": 4, "single": 1,
}  # fmt: skip
FORMS: Weights = {"150": 44, "170": 30, "160": 12, "110": 8, "310": 3, "230": 2, "330": 1}

# In-plan contracts 14.3 % and those with intellectual property 41.3 % of the number: first half of 2020.
PLANS: Weights = {"P0": 85.7, "P1": 3.5, "P2": 3, "P3": 5, "P4": 2.8}
RIGHTS: dict[str, Weights] = {
    "1": {"00": 47, "11": 20, "12": 5, "20": 14, "30": 13, "40": 1},
    "4": {"00": 88, "20": 8, "11": 4},
    "5": {"00": 68, "11": 9, "20": 9, "30": 12, "12": 2},
}
RIGHT_OF_SUBTYPE: dict[str, Weights] = {
    "21": {"11": 78, "12": 19, "13": 3},
    "22": {"11": 90, "12": 10},
    "23": {"20": 1},
    "24": {"30": 1},
    "26": {"50": 1},
    "31": {"11": 82, "12": 18},
    "32": {"20": 1},
    "33": {"30": 1},
    "35": {"50": 1},
}
MODES: Weights = {"O": 70, "E": 20, "S": 10}

# Where sellers sit: the six provinces of the demonstration, by their rank of 2021 (Jiangsu TV), with their cities.
SELLING: Weights = {
    "1100": 27, "3200": 13, "3201": 8, "4400": 4, "4401": 8, "4403": 8, "3700": 8, "3702": 5, "4300": 10, "4100": 9,
}  # fmt: skip
# Two in five contracts stay in their province; of what leaves Beijing 15.1 % goes to Tianjin and Hebei (2023).
AT_HOME, TO_NEIGHBOURS = 0.42, 0.151
NEIGHBOURS = {"1100": ("1200", "1300")}
# Exports 2,090.0 and imports 649.1 of 22,398.4 (2019), in value; in number they are fewer and larger.
EXPORTS, IMPORTS, SIZE_ABROAD = 0.015, 0.008, 2.0
ABROAD = "8000"
LARGEST = Decimal(70_000_000)
BUYING: Weights = {
    "1100": 11, "4400": 5, "4401": 3, "4403": 4, "3200": 7, "3201": 2, "3100": 8, "3700": 5, "3702": 2, "6100": 4,
    "4200": 5, "3300": 7, "3400": 4, "5100": 5, "4300": 4, "4100": 4, "1200": 3, "1300": 4, "5000": 3, "3500": 3,
    "3600": 2, "2100": 2, "2200": 1, "2300": 1.5, "1400": 2, "1500": 2, "4500": 2, "5300": 2, "5200": 2, "6200": 1.2,
    "6500": 1.5, "6400": 0.7, "6300": 0.5, "5400": 0.4, "4600": 1, "7100": 0.8,
}  # fmt: skip

# The giants of each year: field, type, kind of seller, yuan.
GIANTS = (
    ("11", "5", "enterprise", Decimal(110_000_000)),
    ("06", "5", "enterprise", Decimal(80_000_000)),
    ("01", "1", "enterprise", Decimal(70_000_000)),
)


def market_of(year: int) -> tuple[float, float]:
    """Contracts and amount (100 million yuan) of a year; later ones are carried on from the last published."""
    last = max(PUBLISHED)
    number, amount = PUBLISHED[max(min(year, last), min(PUBLISHED))]
    beyond = max(year - last, 0)
    return number * GROWTH_OF_NUMBER**beyond, amount * GROWTH_OF_AMOUNT**beyond


def mean_of(year: int) -> float:
    """The mean amount of a contract of a year, in yuan."""
    number, amount = market_of(year)
    return amount * 1e8 / number
