from babel import Locale

from cci_data.country_names import COUNTRY_NAMES, LONG_CODES
from cci_data.vocabulary import NETWORK_COUNTRIES

LANGUAGES = ("da", "et", "fi", "de", "is", "lv", "lt", "nb", "pl", "sv")


def test_the_countries_are_called_what_the_cldr_says():
    locales = [Locale.parse(language) for language in LANGUAGES]
    for code, english in NETWORK_COUNTRIES.items():
        expected = {locale.territories[code] for locale in locales} - {english}
        assert set(COUNTRY_NAMES[code]) - {english} == expected
        assert len(set(COUNTRY_NAMES[code])) == len(COUNTRY_NAMES[code])
    assert COUNTRY_NAMES.keys() == NETWORK_COUNTRIES.keys()


def test_long_codes_belong_to_the_countries():
    assert LONG_CODES.keys() == NETWORK_COUNTRIES.keys()
    assert len(set(LONG_CODES.values())) == 10
    assert all(len(code) == 3 and code.isupper() for code in LONG_CODES.values())
