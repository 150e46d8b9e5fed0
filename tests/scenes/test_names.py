from cci_data.basemap import FOLDER
from cci_data.scenes.names import country_names
from cci_data.vocabulary import NETWORK_COUNTRIES


def test_the_names_are_those_of_the_basemap_each_at_its_point():
    lines = (FOLDER / "labels.csv").read_text(encoding="utf-8").splitlines()
    told = [line.split(",") for line in lines if line.startswith("country,")]
    found = country_names()
    assert [(name.text, name.longitude, name.latitude) for name in found] == [
        (text, float(longitude), float(latitude)) for _, text, longitude, latitude, *_ in told
    ]
    assert set(NETWORK_COUNTRIES.values()) <= {name.text for name in found}
