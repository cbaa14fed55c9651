"""Words that say little of what a text is about: closed lists of the platform's languages, without accents.

They are part of what vectors of ``hashing`` depend on: whoever changes one gives its model a new name.
"""

_ENGLISH = """
a about after again all also am an and any are as at be because been before being both but by can cannot
could did do does doing down during each for from further had has have having he her here hers him his how
i if in into is it its me more most my no nor not of off on once only or other our out over own same she
should so some such than that the their them then there these they this those through to too under until up
very was we were what when where which while who whom whose why will with would you your
"""
_SPANISH = """
a al algo algun alguna algunas algunos ante antes aqui asi aun aunque cada como con contra cual cuales
cuando cuanto cuantos de del desde donde durante e el ella ellas ellos en entre era eran es esa esas ese eso
esos esta estan estas este esto estos fue fueron ha hace hacia han hasta hay la las le les lo los mas me mi
mientras muy nada ni no nos nosotros o otra otras otro otros para pero poco por porque que quien quienes se
segun ser si sin sobre solo son su sus tambien tan tanto te tener tiene tienen toda todas todo todos tras tu
un una unas uno unos y ya yo
"""
FUNCTION_WORDS = frozenset(f"{_ENGLISH} {_SPANISH}".split())
"""Words of English and Spanish that hold sentences together."""

FUNCTION_CHARACTERS = frozenset(
    "的了是在和与及也都就而之其这那有个把被让给从到不没很又再只你我他她它们吗呢吧啊着所以为于什么怎哪谁些每"
)
"""The same of Chinese."""
