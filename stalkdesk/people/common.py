"""How common the commonest names are here, in ten-thousandths of people, roughly: for a desk that has seen few."""

from __future__ import annotations

from typing import Final

RARE: Final = 0.00003
"""For a name that is not in the lists."""


def _shares(text: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for line in text.strip().splitlines():
        share, *names = line.split()
        found.update(dict.fromkeys(names, int(share) / 10_000))
    return found


COMMON_SURNAMES: Final = _shares(
    """
    120 smith
    75 jones
    55 taylor brown
    38 williams wilson johnson
    32 davies patel khan singh robinson wright thompson evans
    27 walker white edwards green roberts hughes hall lewis harris jackson wood turner clarke clark
    22 ahmed ali martin cooper hill ward morris moore baker morgan lee king harrison begum kaur hussain
    18 allen bennett james shah kelly murphy watson scott cook carter richardson bailey collins bell shaw young adams
    15 cox miller phillips marshall mitchell davis anderson campbell gray stewart simpson webb foster chapman rogers
    12 stevens murray ellis mills powell owen hunt knight palmer obrien osullivan byrne ryan oconnor walsh thomas
    10 barker dixon mason fisher reid mohammed butler lloyd graham barnes holmes russell fox saunders stone hart
    8 pearson ford gibson holland fletcher west reynolds cole lawrence wells day burton dawson grant bates long perry
    """
)
COMMON_GIVEN: Final = _shares(
    """
    280 john david
    200 michael paul andrew
    150 mark james peter susan robert richard stephen
    120 mohammed christopher margaret sarah christine thomas daniel anthony jacqueline julie karen william joseph
    90 matthew patricia linda jennifer helen elizabeth janet alan ian simon nicola lisa emma claire steven jack
    70 gary kevin brian mary amanda tracey jane deborah rebecca laura michelle martin philip jonathan alexander samuel
    60 jessica charlotte sophie emily amy hannah lauren rachel gemma victoria catherine louise kelly jason neil lee
    50 adam benjamin joshua ryan luke george harry liam lucy alice olivia chloe megan katie anna joanne angela
    40 craig scott stuart darren wayne dean carl barry sean patrick aaron nathan connor callum jordan kyle
    40 ashley natalie
    30 muhammad ali ahmed maria fatima aisha kate kathryn samantha stacey zoe holly abigail ella grace mohammad
    20 oliver oscar charlie leo max isla ava mia poppy freya evie noah jacob ethan edward henry arthur dave mike steve
    """
)
